import * as z from 'zod';
import { CHANNEL_TYPES, participantId } from '../events/blocks.ts';
import { conversationEvent } from '../events/event.ts';
import { CONVERSATION_STATUSES, conversationSummary } from '../events/summary.ts';
import { timeFromIso } from '../events/time.ts';

const DATE = /^\d{4}-\d\d-\d\d$/;

/**
 * A moment in a request: ISO 8601 with zone, or a date, which is its first moment in UTC. Gives
 * milliseconds since 1970.
 */
export const moment = z.string().transform((text, context) => {
  try {
    return timeFromIso(DATE.test(text) ? `${text}T00:00:00Z` : text);
  } catch {
    const message = 'Give a date (2026-11-23) or a time with its zone (2026-11-23T09:30:00Z).';
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  }
});

/** Parameters of every list of events. Unknown ones are refused, so that a typo is not ignored. */
export const rangeQuery = z.strictObject({
  from: moment.optional().describe('Earliest occurred_at, inclusive.'),
  to: moment.optional().describe('Latest occurred_at, exclusive.'),
  order: z.enum(['asc', 'desc']).default('asc'),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  cursor: z.string().optional().describe('next_cursor of the page before.'),
});

/** Parameters of a look-up by id. */
export const eventQuery = z.strictObject({
  conversation_id: z
    .string()
    .optional()
    .describe("The event's conversation: makes the read see an append answered just before."),
});

/** Parameters of the list of conversations. */
export const conversationQuery = z.strictObject({
  status: z.enum(CONVERSATION_STATUSES).optional(),
  channel: z.enum(CHANNEL_TYPES).optional().describe('Channel of the newest event.'),
  updated_since: moment.optional().describe('Earliest last_activity_at, inclusive.'),
  participant_id: participantId.optional().describe('A customer: only conversations with them.'),
  provider: z.string().min(1).optional().describe('With provider_conversation_id.'),
  provider_conversation_id: z
    .string()
    .min(1)
    .optional()
    .describe("The provider's own id of the conversation: origin.conversation_id of its events."),
  provider_account_id: z
    .string()
    .min(1)
    .optional()
    .describe('Where ids of conversations are unique only within an account of the provider.'),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  cursor: z.string().optional().describe('next_cursor of the page before.'),
});

export const noQuery = z.strictObject({});

/** Where a list goes on. */
const page = z.object({ next_cursor: z.string().nullable(), has_more: z.boolean() });

export const eventList = z.object({ data: z.array(conversationEvent), page });

export const conversationList = z.object({ data: z.array(conversationSummary), page });

export const health = z.object({ status: z.literal('ok'), version: z.string() });

/** What became of a delivery. */
export const ingestResult = z.object({
  /** Events that are new in the log. */
  appended: z.number().int(),
  /** Events that the log had already. */
  duplicates: z.number().int(),
  /** Events that wait in the retry queue, since the log is down: the answer is then 202. */
  queued: z.number().int(),
  /** Provider events that could not be logged; the raw delivery is kept with the reasons. */
  quarantined: z.number().int(),
  /** Typing events that the source does not store. */
  skipped: z.number().int(),
});

/** Parameters of the metrics. */
export const metricsQuery = z.strictObject({
  from: moment.optional().describe('Start, inclusive; default: a day before to. At most 31 days.'),
  to: moment
    .optional()
    .describe('End, exclusive; default: now. Both are widened to quarter hours.'),
  interval: z.enum(['hour', 'day']).default('day').describe('What a row covers.'),
  time_zone: z.string().default('UTC').describe('IANA time zone of the hours and days.'),
  channel: z
    .string()
    .transform((text) => text.split(','))
    .optional()
    .describe('Only these channels, separated by commas.'),
  group_by: z.enum(['channel']).optional().describe('Gives a row for each channel.'),
});

/** Durations, with at most 2 % error. */
const durations = z.object({
  count: z.number().int(),
  median_seconds: z.number().nullable(),
  p90_seconds: z.number().nullable(),
});

export const metricsRow = z.object({
  /** UTC, ISO 8601. */
  start: z.string(),
  end: z.string(),
  /** With `group_by=channel`. */
  channel: z.string().optional(),
  /** Whether the counts may still change: the interval is not over, or late events came. */
  provisional: z.boolean(),
  events: z.number().int(),
  messages_received: z.number().int(),
  messages_sent: z.number().int(),
  conversations_opened: z.number().int(),
  conversations_closed: z.number().int(),
  /** From the customer's first message of an episode to the first answer, by when that came. */
  first_response: durations,
  /** From the opening of an episode to its close, by when that was. */
  resolution: durations,
});

export const metrics = z.object({
  data: z.array(metricsRow),
  interval: z.enum(['hour', 'day']),
  time_zone: z.string(),
});

/** RFC 9457 problem details. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
  request_id: z.string(),
});
