import * as z from 'zod';
import { conversationEvent, sparseEvent } from '../events/event.ts';
import { eventFilters, fields, limit, moment } from './list-parameters.ts';

/** The longest time that an empty answer is held open, in seconds: the gateway waits 30. */
const LONGEST_WAIT = 20;

/** Parameters of the feed. */
export const feedQuery = z.strictObject({
  ...eventFilters,
  from: moment
    .optional()
    .describe('Where a sync without a cursor starts: the earliest time of recording, inclusive.'),
  cursor: z
    .string()
    .optional()
    .describe('next_cursor of the answer before, with the same filters.'),
  limit,
  wait: z.coerce
    .number()
    .int()
    .min(0)
    .max(LONGEST_WAIT)
    .default(0)
    .describe('Seconds that an empty answer is held open until there is an event.'),
  fields,
});

/** A page of the feed. There is always a cursor, also where nothing is new. */
export const feedPage = z.object({
  data: z.union([z.array(conversationEvent), z.array(sparseEvent)]),
  page: z.object({ next_cursor: z.string(), has_more: z.boolean() }),
  /** Once `has_more` is false, everything recorded before this moment has been given; nothing after it has. */
  watermark: z.iso.datetime({ precision: 3 }),
});
