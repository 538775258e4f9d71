import * as z from 'zod';
import { conversationEvent, sparseEvent } from '../events/event.ts';
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

export const noQuery = z.strictObject({});

/** Where a list goes on. */
const page = z.object({ next_cursor: z.string().nullable(), has_more: z.boolean() });

/** A page of whole events. */
export const eventList = z.object({ data: z.array(conversationEvent), page });

/** A page of a list, with `fields` of events that have only these. */
export const sparseEventList = z.object({
  data: z.union([z.array(conversationEvent), z.array(sparseEvent)]),
  page,
});

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

/** RFC 9457 problem details. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
  request_id: z.string(),
});
