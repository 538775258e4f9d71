import * as z from 'zod';
import { type PreparedEvent, preparedEvent, type StoredEvent, storedEvent } from './item.ts';

/** What can refuse an event for a while. */
export type Sink = 'table' | 'bus' | 'lake';

/** How a fact without a time of its own arrived: the first arrival that the log remembers counts. */
const arrival = z.object({
  provider: z.string(),
  fact_key: z.string(),
  /** Milliseconds since 1970. */
  arrived_at: z.number(),
});

export type Arrival = z.infer<typeof arrival>;

/** An event that waits to be offered to a sink again. */
export type RetryEntry =
  | { readonly sink: 'table'; readonly event: PreparedEvent; readonly marker?: Arrival | undefined }
  | { readonly sink: 'bus' | 'lake'; readonly event: StoredEvent };

/** The form of an entry as the text of a message. */
export const retryEntry: z.ZodType<RetryEntry> = z.discriminatedUnion('sink', [
  z.object({ sink: z.literal('table'), event: preparedEvent, marker: arrival.optional() }),
  z.object({ sink: z.enum(['bus', 'lake']), event: storedEvent }),
]);

/**
 * Port to the queues of events that a sink refused, one queue for each sink, so that one that is
 * stuck holds up no other. The redrive function offers them again until they are taken.
 */
export interface RetryQueue {
  /** Rejects when the queue did not take the entry. */
  add(entry: RetryEntry): Promise<void>;
}
