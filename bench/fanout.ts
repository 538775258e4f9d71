import type { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import { eventBridgePublisher } from '../core/bus/bus-publisher.ts';
import { firehoseWriter } from '../core/lake/firehose-writer.ts';
import { jsonLog } from '../core/runtime/log.ts';
import type { EventItem } from '../core/store/item.ts';
import { createFanout } from '../lambdas/fanout/fanout.ts';
import { exampleItems } from './example-events.ts';
import type { Row } from './row.ts';

const BATCH_SIZE = 100;

/** Firehose bills a record as if it had a multiple of 5 KB, EventBridge an event of 64 KB. */
const FIREHOSE_STEP = 5 * 1024;
const BUS_STEP = 64 * 1024;

export const name = 'fanout';

/** What a batch of the stream costs in calls and billed bytes, counted by sinks that take all. */
export async function run(): Promise<readonly Row[]> {
  const bus = countingBus();
  const lake = countingLake();
  const fanout = createFanout({
    publisher: eventBridgePublisher('bus', bus.client),
    lake: firehoseWriter('lake', lake.client),
    retries: { add: () => Promise.reject(new Error('Nothing is refused.')) },
    arrivals: {
      index: { hidden: async () => [], restamp: async () => true },
      holdBack: Number.MAX_SAFE_INTEGER,
      now: Date.now,
      pause: async () => {},
    },
    log: jsonLog(() => {}),
  });
  const items = await exampleItems(BATCH_SIZE);
  const { batchItemFailures } = await fanout({ Records: items.map(recordOf) });
  if (batchItemFailures.length > 0) throw new Error('The sinks take everything.');
  return [...busRows(bus.calls), ...lakeRows(lake.calls)];
}

function busRows(calls: readonly (readonly number[])[]): readonly Row[] {
  const entries = calls.flat();
  return [
    {
      name: 'PutEvents entries per call',
      value: entries.length / calls.length,
      unit: '',
      goal: '>= 9.5',
    },
    {
      name: 'PutEvents billed events per event',
      value: sum(entries.map((bytes) => Math.ceil(bytes / BUS_STEP))) / entries.length,
      unit: '',
      note: `${Math.round(sum(entries) / entries.length)} bytes an event`,
    },
  ];
}

function lakeRows(calls: readonly (readonly number[])[]): readonly Row[] {
  const records = calls.flat();
  const billed = sum(records.map((bytes) => Math.ceil(bytes / FIREHOSE_STEP) * FIREHOSE_STEP));
  return [
    { name: 'Firehose calls', value: calls.length, unit: '' },
    {
      name: 'Firehose bytes of billed bytes',
      value: sum(records) / billed,
      unit: '',
      goal: '>= 0.9',
      note: `${records.length} records; a record for each event would be ${(sum(records) / (BATCH_SIZE * FIREHOSE_STEP)).toFixed(2)}`,
    },
  ];
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}

/** A bus that takes everything; for each call, the bytes of its entries. */
function countingBus() {
  const calls: (readonly number[])[] = [];
  const send = async ({ input }: PutEventsCommand) => {
    const entries = input.Entries ?? [];
    calls.push(entries.map(({ Detail = '' }) => Buffer.byteLength(Detail)));
    return { Entries: entries.map(() => ({ EventId: '1' })) };
  };
  return { calls, client: { send: send as EventBridgeClient['send'] } };
}

/** A delivery stream that takes everything; for each call, the bytes of its records. */
function countingLake() {
  const calls: (readonly number[])[] = [];
  const send = async ({ input }: PutRecordBatchCommand) => {
    const records = input.Records ?? [];
    calls.push(records.map(({ Data }) => Data?.length ?? 0));
    return { RequestResponses: records.map(() => ({ RecordId: '1' })) };
  };
  return { calls, client: { send: send as FirehoseClient['send'] } };
}

function recordOf(item: EventItem, n: number): DynamoDBRecord {
  const NewImage = marshall(item) as Record<string, AttributeValue>;
  return { eventName: 'INSERT', dynamodb: { SequenceNumber: String(n), NewImage } };
}
