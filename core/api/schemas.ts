import * as z from 'zod';
import { CHANNEL_TYPES, participantId } from '../events/blocks.ts';
import { conversationEvent, sparseEvent } from '../events/event.ts';
import { CONVERSATION_STATUSES, conversationSummary } from '../events/summary.ts';
import { eventFilters, fields, limit, moment } from './list-parameters.ts';

/** Parameters of every list of events. Unknown ones are refused, so that a typo is not ignored. */
export const rangeQuery = z.strictObject({
  ...eventFilters,
  from: moment
    .optional()
    .describe('Earliest occurred_at, inclusive: a date (UTC) or a time with zone.'),
  to: moment
    .optional()
    .describe('Latest occurred_at, exclusive: a date (UTC) or a time with zone.'),
  order: z.enum(['asc', 'desc']).default('asc').describe('By occurred_at: oldest or newest first.'),
  limit,
  cursor: z.string().optional().describe('next_cursor of the page before, with the same filters.'),
  fields,
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
  status: z.enum(CONVERSATION_STATUSES).optional().describe('Only conversations in this state.'),
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
  limit,
  cursor: z.string().optional().describe('next_cursor of the page before, with the same filters.'),
});

export const noQuery = z.strictObject({});

/** Where a list goes on. */
export const page = z.object({ next_cursor: z.string().nullable(), has_more: z.boolean() });

/** A page of whole events. */
export const eventList = z.object({ data: z.array(conversationEvent), page });

export const conversationList = z.object({ data: z.array(conversationSummary), page });

/** A page of a list, with `fields` of events that have only these. */
export const sparseEventList = z.object({
  data: z.union([z.array(conversationEvent), z.array(sparseEvent)]),
  page,
});

export const health = z.object({ status: z.literal('ok'), version: z.string() });

/** An OpenAPI document, as far as a program must know it to read the rest. */
export const openApiDocument = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.looseObject({})),
});

/** A page, a script, a style sheet. */
export const text = z.string();

/** Files of the page at `/docs`. */
export const DOCS_ASSETS = [
  'page.css',
  'page.js',
  'swagger-ui.css',
  'swagger-ui-bundle.js',
] as const;

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
