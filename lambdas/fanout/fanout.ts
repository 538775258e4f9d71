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
import { busEntryOf, lakeJson, type StoredEvent, storedEvent } from '../../core/store/item.ts';
import type { RetryQueue } from '../../core/store/retry-queue.ts';
import { isAppendedEvent } from '../../core/store/stream-record.ts';

/** Entries that go to a retry queue at once. */
const CONCURRENT_RETRIES = 8;

interface Dependencies {
  readonly publisher: EventPublisher;
  readonly lake: LakeWriter;
  readonly retries: RetryQueue;
  readonly log: Log;
}

interface Appended {
  readonly event: StoredEvent;
  readonly sequence: string;
}

/**
 * Reads the table's stream and hands every appended event to the bus and to the lake. Only inserts
 * of events count: other items and later changes pass silently. What a sink refuses goes to that
 * sink's retry queue, so that the stream goes on and the other sink sees nothing of it; only when
 * the queue is down as well is the record reported, and the stream goes on from there.
 */
export function createFanout(dependencies: Dependencies) {
  const { publisher, lake } = dependencies;
  return async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const appended = event.Records.filter(isAppendedEvent).map(readRecord);
    if (appended.length === 0) return { batchItemFailures: [] };
    const [bus, lines] = await Promise.all([
      publisher.publish(appended.map((each) => busEntryOf(each.event))),
      lake.write(appended.map((each) => lakeJson(each.event))),
    ]);
    const failed = [
      ...(await keep('bus', bus, appended, dependencies)),
      ...(await keep('lake', lines, appended, dependencies)),
    ];
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

/** Puts what a sink refused in its queue; gives the sequence numbers of what is not even there. */
async function keep(
  sink: 'bus' | 'lake',
  refused: readonly { readonly index: number; readonly code: string }[],
  appended: readonly Appended[],
  { retries, log }: Dependencies,
): Promise<readonly string[]> {
  if (refused.length === 0) return [];
  const codes = [...new Set(refused.map(({ code }) => code))].join(' ');
  log.error(`${sink}_refused`, { refused: refused.length, codes });
  const kept = await mapConcurrently(refused, CONCURRENT_RETRIES, async ({ index }) => {
    const record = appended[index];
    if (!record) return null;
    try {
      await retries.add({ sink, event: record.event });
      return null;
    } catch (error) {
      log.error('retry_queue_failed', { sink, error: errorName(error) });
      return record.sequence;
    }
  });
  return kept.filter((sequence) => sequence !== null);
}

function readRecord(record: DynamoDBRecord): Appended {
  const image = Object.entries(record.dynamodb?.NewImage ?? {});
  const plain = Object.fromEntries(image.map(([name, value]) => [name, scalarOf(value)]));
  const sequence = record.dynamodb?.SequenceNumber ?? '';
  return { event: storedEvent.parse(plain), sequence };
}

/** The attributes that an event is made of are texts and numbers. */
function scalarOf({ S, N }: AttributeValue): string | number | undefined {
  return S ?? (N === undefined ? undefined : z.coerce.number().parse(N));
}
