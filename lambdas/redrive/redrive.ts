import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { EventPublisher } from '../../core/bus/event-publisher.ts';
import type { LakeWriter } from '../../core/lake/lake-writer.ts';
import { mapConcurrently } from '../../core/runtime/batches.ts';
import { errorName, type Log } from '../../core/runtime/log.ts';
import type { EventStore } from '../../core/store/event-store.ts';
import {
  busEntryOf,
  lakeJson,
  type PreparedEvent,
  type StoredEvent,
} from '../../core/store/item.ts';
import { partsOfPartition } from '../../core/store/keys.ts';
import { type Arrival, retryEntry, type Sink } from '../../core/store/retry-queue.ts';

/** Appends under way at once. */
const CONCURRENT_APPENDS = 8;

interface Dependencies {
  readonly store: Pick<EventStore, 'append' | 'firstArrival'>;
  readonly publisher: EventPublisher;
  readonly lake: LakeWriter;
  readonly log: Log;
}

/** What redrive reads of an SQS event. */
export interface RetryBatch {
  readonly Records: readonly Pick<SQSRecord, 'messageId' | 'body'>[];
}

/** A message with the event that waits in it. */
interface Waiting<Event> {
  readonly messageId: string;
  readonly event: Event;
}

type WaitingAppend = Waiting<PreparedEvent> & { readonly marker?: Arrival | undefined };

/**
 * Offers events that a sink refused to it again, from that sink's queue. What is refused once more,
 * or cannot be read, stays in the queue, and after a day becomes a dead letter.
 */
export function createRedrive({ store, publisher, lake, log }: Dependencies) {
  return async ({ Records }: RetryBatch): Promise<SQSBatchResponse> => {
    const { table, bus, lines, unread } = sorted(Records);
    const [appends, onBus, inLake] = await Promise.all([
      appendAll(table, store, log),
      bus.length === 0 ? [] : publisher.publish(bus.map(({ event }) => busEntryOf(event))),
      lines.length === 0 ? [] : lake.write(lines.map(({ event }) => lakeJson(event))),
    ]);
    report(log, 'bus', onBus.length);
    report(log, 'lake', inLake.length);
    report(log, 'table', appends.length);
    const refused = [
      ...unread,
      ...appends,
      ...onBus.map(({ index }) => bus[index]?.messageId ?? ''),
      ...inLake.map(({ index }) => lines[index]?.messageId ?? ''),
    ];
    return { batchItemFailures: refused.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

/** The messages of a batch by the sink that they wait for. */
function sorted(records: RetryBatch['Records']) {
  const table: WaitingAppend[] = [];
  const bus: Waiting<StoredEvent>[] = [];
  const lines: Waiting<StoredEvent>[] = [];
  const unread: string[] = [];
  for (const { messageId, body } of records) {
    const entry = readEntry(body);
    if (!entry) unread.push(messageId);
    else if (entry.sink === 'table') table.push({ messageId, ...entry });
    else (entry.sink === 'bus' ? bus : lines).push({ messageId, event: entry.event });
  }
  return { table, bus, lines, unread };
}

function readEntry(body: string) {
  try {
    return retryEntry.parse(JSON.parse(body));
  } catch {
    return null;
  }
}

/** Appends events; gives the messages of those that the store did not take. */
async function appendAll(
  waiting: readonly WaitingAppend[],
  store: Dependencies['store'],
  log: Log,
): Promise<readonly string[]> {
  const refused = await mapConcurrently(waiting, CONCURRENT_APPENDS, async (append) => {
    try {
      return (await isSettled(append, store)) ? null : append.messageId;
    } catch (error) {
      log.error('append_failed', { error: errorName(error) });
      return append.messageId;
    }
  });
  return refused.filter((messageId) => messageId !== null);
}

/** Whether the log has the event now: appended, or because another delivery of it came first. */
async function isSettled(
  { event, marker }: WaitingAppend,
  store: Dependencies['store'],
): Promise<boolean> {
  if (marker) {
    const { provider, fact_key, arrived_at } = marker;
    const [tenantId] = partsOfPartition(event.pk);
    const first = await store.firstArrival(tenantId, provider, fact_key, arrived_at);
    if (first !== arrived_at) return true;
  }
  return (await store.append(event)) !== 'conflict';
}

function report(log: Log, sink: Sink, refused: number): void {
  if (refused > 0) log.error('redrive_refused', { sink, refused });
}
