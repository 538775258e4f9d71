import type {
  AttributeValue,
  DynamoDBBatchResponse,
  DynamoDBRecord,
  DynamoDBStreamEvent,
} from 'aws-lambda';
import * as z from 'zod';
import type { EventPublisher } from '../../core/bus/event-publisher.ts';
import type { LakeWriter } from '../../core/lake/lake-writer.ts';
import { mapConcurrently } from '../../core/runtime/batches.ts';
import { errorName, type Log } from '../../core/runtime/log.ts';
import {
  arrivedEvent,
  busEntryOf,
  isEventKey,
  lakeJson,
  storedEvent,
} from '../../core/store/item.ts';
import type { RetryQueue } from '../../core/store/retry-queue.ts';
import { type Arrival, type ArrivalWatch, watchArrivals } from './watch-arrivals.ts';

/** Entries that go to a retry queue at once. */
const CONCURRENT_RETRIES = 8;

interface Dependencies {
  readonly arrivals: ArrivalWatch;
  readonly publisher: EventPublisher;
  readonly lake: LakeWriter;
  readonly retries: RetryQueue;
  readonly log: Log;
}

/**
 * Reads the table's stream and hands every appended event to the bus and to the lake, and sees to it
 * that the feed will have it. Only inserts of events count, and for the feed new places in the order
 * of arrival: other items and later changes pass silently. What a sink refuses goes to that
 * sink's retry queue, so that the stream goes on and the other sink sees nothing of it; only when
 * the queue is down as well is the record reported, and the stream goes on from there.
 */
export function createFanout(dependencies: Dependencies) {
  const watch = watchArrivals(dependencies.arrivals, dependencies.log);
  return async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const records = event.Records.filter(isArrival);
    const [handed, watched] = await Promise.all([
      handOver(
        records.filter(({ eventName }) => eventName === 'INSERT').map(readRecord),
        dependencies,
      ),
      watch(records.map(readRecord)),
    ]);
    const failed = [...handed, ...watched];
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

/** Whether a stream record gives an event a place in the order of arrival: its append, or a new stamp. */
export function isArrival({ eventName, dynamodb }: DynamoDBRecord): boolean {
  const { NewImage, OldImage } = dynamodb ?? {};
  if (!isEventKey(NewImage?.sk?.S ?? '')) return false;
  return eventName === 'INSERT' || NewImage?.arrival?.S !== OldImage?.arrival?.S;
}

/** Hands events to both sinks; gives the sequence numbers of those that not even a queue took. */
async function handOver(
  appended: readonly Arrival[],
  dependencies: Dependencies,
): Promise<readonly string[]> {
  if (appended.length === 0) return [];
  const [bus, lines] = await Promise.all([
    dependencies.publisher.publish(appended.map(busEntryOf)),
    dependencies.lake.write(appended.map(lakeJson)),
  ]);
  return [
    ...(await keep('bus', bus, appended, dependencies)),
    ...(await keep('lake', lines, appended, dependencies)),
  ];
}

/** Puts what a sink refused in its queue; gives the sequence numbers of what is not even there. */
async function keep(
  sink: 'bus' | 'lake',
  refused: readonly { readonly index: number; readonly code: string }[],
  appended: readonly Arrival[],
  { retries, log }: Dependencies,
): Promise<readonly string[]> {
  if (refused.length === 0) return [];
  const codes = [...new Set(refused.map(({ code }) => code))].join(' ');
  log.error(`${sink}_refused`, { refused: refused.length, codes });
  const kept = await mapConcurrently(refused, CONCURRENT_RETRIES, async ({ index }) => {
    const record = appended[index];
    if (!record) return null;
    try {
      await retries.add({ sink, event: storedEvent.parse(record) });
      return null;
    } catch (error) {
      log.error('retry_queue_failed', { sink, error: errorName(error) });
      return record.sequence;
    }
  });
  return kept.filter((sequence) => sequence !== null);
}

function readRecord({ dynamodb }: DynamoDBRecord): Arrival {
  const image = Object.entries(dynamodb?.NewImage ?? {});
  const plain = Object.fromEntries(image.map(([name, value]) => [name, scalarOf(value)]));
  const committedAt = (dynamodb?.ApproximateCreationDateTime ?? 0) * 1000;
  return { ...arrivedEvent.parse(plain), committedAt, sequence: dynamodb?.SequenceNumber ?? '' };
}

/** The attributes that an event is made of are texts and numbers. */
function scalarOf({ S, N }: AttributeValue): string | number | undefined {
  return S ?? (N === undefined ? undefined : z.coerce.number().parse(N));
}
