import * as z from 'zod';
import { conversationEvent } from '../events/event.ts';
import { timeFromIso } from '../events/time.ts';

const DATE = /^\d{4}-\d\d-\d\d$/;

/**
 * A moment in a query: ISO 8601 with zone, or a date, which is its first moment in UTC. Gives
 * milliseconds since 1970.
 */
const moment = z.string().transform((text, context) => {
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
  order: z.enum(['asc', 'desc']).default('asc').describe('By occurred_at: oldest or newest first.'),
  limit: z.coerce.number().int().min(1).max(1000).default(100).describe('Most events on a page.'),
  cursor: z.string().optional().describe('next_cursor of the page before.'),
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
export const page = z.object({ next_cursor: z.string().nullable(), has_more: z.boolean() });

export const eventList = z.object({ data: z.array(conversationEvent), page });

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

/** RFC 9457 problem details. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
  request_id: z.string(),
});
