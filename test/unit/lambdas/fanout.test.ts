import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from '@jest/globals';
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import type { BusEntry } from '../../../core/bus/event-publisher.ts';
import { conversationEvent } from '../../../core/events/event.ts';
import { eventJson, placeEvent, prepareEvent } from '../../../core/store/item.ts';
import { ShardPlan } from '../../../core/store/keys.ts';
import type { RetryEntry } from '../../../core/store/retry-queue.ts';
import { createFanout } from '../../../lambdas/fanout/fanout.ts';
import { completed, draftOf, messageEvent } from '../../support/events.ts';
import { unwatched } from '../../support/feed-clock.ts';
import { keptLog } from '../../support/logs.ts';

const shards = new ShardPlan([4]);
const itemOf = (n: number) => placeEvent(messageEvent(`m${n}`, n), shards, 1_764_000_000_000);

function recordOf(item: object, n: number, eventName: 'INSERT' | 'MODIFY' | 'REMOVE' = 'INSERT') {
  const NewImage = marshall(item) as Record<string, AttributeValue>;
  return { eventName, dynamodb: { SequenceNumber: `${n}`, NewImage } } satisfies DynamoDBRecord;
}

/** Fan-out over sinks that refuse the given positions of every call, and a queue that may be down. */
function fanoutWith({
  bus = [],
  lake = [],
  queueDown = false,
}: {
  readonly bus?: readonly number[];
  readonly lake?: readonly number[];
  readonly queueDown?: boolean;
} = {}) {
  const published: BusEntry[] = [];
  const written: string[] = [];
  const queued: RetryEntry[] = [];
  const { log, lines } = keptLog();
  const code = 'ThrottlingException';
  const fanout = createFanout({
    arrivals: unwatched,
    publisher: {
      publish: async (entries) => {
        published.push(...entries);
        return bus.map((index) => ({ index, code }));
      },
    },
    lake: {
      write: async (texts) => {
        written.push(...texts);
        return lake.map((index) => ({ index, code }));
      },
    },
    retries: {
      add: async (entry) => {
        if (queueDown) throw new Error('down');
        queued.push(entry);
      },
    },
    log,
  });
  return { fanout, published, written, queued, lines };
}

describe('fan-out', () => {
  it('puts each appended event on the bus and in the lake, as the API gives it', async () => {
    const { fanout, published, written } = fanoutWith();
    const items = [itemOf(1), itemOf(2)];
    const answer = await fanout({ Records: items.map((item, n) => recordOf(item, n)) });
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(published).toEqual(
      items.map((item) => ({
        id: item.sk,
        detailType: 'MessageReceived',
        detail: eventJson(item),
        time: new Date(item === items[0] ? 1 : 2).toISOString(),
      })),
    );
    expect(written).toEqual(items.map(eventJson));
    conversationEvent.parse(JSON.parse(published[0]?.detail ?? ''));
  });

  it('gives the lake a payload as text, and the bus as it is', async () => {
    const payload = { anything: ['"quoted"', 1, null] };
    const event = prepareEvent(completed(draftOf('ProviderEvent', { payload })));
    const { fanout, published, written } = fanoutWith();
    await fanout({ Records: [recordOf(placeEvent(event, shards, 0), 1)] });
    expect(JSON.parse(published[0]?.detail ?? '').payload).toEqual(payload);
    expect(JSON.parse(JSON.parse(written[0] ?? '').payload)).toEqual(payload);
  });

  it('passes over everything that is not a new event', async () => {
    const { fanout, published, written } = fanoutWith();
    const others = [
      recordOf(itemOf(1), 1, 'MODIFY'),
      recordOf(itemOf(2), 2, 'REMOVE'),
      recordOf({ pk: 'acme#cnv_1', sk: '!' }, 3),
      recordOf({ pk: 'source#x', sk: 'x' }, 4),
      { eventName: 'INSERT' as const, dynamodb: { SequenceNumber: '5' } },
    ];
    expect(await fanout({ Records: others })).toEqual({ batchItemFailures: [] });
    expect([...published, ...written]).toEqual([]);
  });

  it('keeps what a sink refused for that sink alone, and logs no event', async () => {
    const { fanout, queued, lines } = fanoutWith({ bus: [0, 2], lake: [1] });
    const items = [itemOf(1), itemOf(2), itemOf(3)];
    const Records = [recordOf({ sk: '!' }, 0), ...items.map((item, n) => recordOf(item, n + 1))];
    expect(await fanout({ Records })).toEqual({ batchItemFailures: [] });
    expect(queued.map(({ sink, event }) => [sink, event.sk])).toEqual([
      ['bus', items[0]?.sk],
      ['bus', items[2]?.sk],
      ['lake', items[1]?.sk],
    ]);
    expect(lines.join()).not.toMatch(/Hello|m1/);
  });

  it('reports a record only when its queue is down too', async () => {
    const { fanout } = fanoutWith({ bus: [1], lake: [1], queueDown: true });
    const answer = await fanout({
      Records: [itemOf(1), itemOf(2)].map((item, n) => recordOf(item, n)),
    });
    expect(answer.batchItemFailures).toContainEqual({ itemIdentifier: '1' });
    expect(answer.batchItemFailures).not.toContainEqual({ itemIdentifier: '0' });
  });
});
