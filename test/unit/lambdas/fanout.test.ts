import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from '@jest/globals';
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import type { BusEntry, EventPublisher } from '../../../core/bus/event-publisher.ts';
import { conversationEvent } from '../../../core/events/event.ts';
import { eventJson, placeEvent } from '../../../core/store/item.ts';
import { ShardPlan } from '../../../core/store/keys.ts';
import { createFanout } from '../../../lambdas/fanout/fanout.ts';
import { messageEvent } from '../../support/events.ts';
import { keptLog } from '../../support/logs.ts';

const shards = new ShardPlan([4]);
const itemOf = (n: number) => placeEvent(messageEvent(`m${n}`, n), shards, 1_764_000_000_000);

function recordOf(item: object, n: number, eventName: 'INSERT' | 'MODIFY' | 'REMOVE' = 'INSERT') {
  const NewImage = marshall(item) as Record<string, AttributeValue>;
  return { eventName, dynamodb: { SequenceNumber: `${n}`, NewImage } } satisfies DynamoDBRecord;
}

function publisherRefusing(...indexes: number[]) {
  const published: BusEntry[][] = [];
  const publisher: EventPublisher = {
    publish: async (entries) => {
      published.push([...entries]);
      return indexes.map((index) => ({ index, code: 'ThrottlingException' }));
    },
  };
  return { publisher, published };
}

describe('fan-out', () => {
  it('puts each appended event on the bus, as the API gives it', async () => {
    const { publisher, published } = publisherRefusing();
    const fanout = createFanout({ publisher, log: keptLog().log });
    const items = [itemOf(1), itemOf(2)];
    const answer = await fanout({ Records: items.map((item, n) => recordOf(item, n)) });
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(published).toEqual([
      items.map((item) => ({
        id: item.sk,
        detailType: 'MessageReceived',
        detail: eventJson(item),
        time: new Date(item === items[0] ? 1 : 2).toISOString(),
      })),
    ]);
    conversationEvent.parse(JSON.parse(published[0]?.[0]?.detail ?? ''));
  });

  it('passes over everything that is not a new event', async () => {
    const { publisher, published } = publisherRefusing();
    const fanout = createFanout({ publisher, log: keptLog().log });
    const others = [
      recordOf(itemOf(1), 1, 'MODIFY'),
      recordOf(itemOf(2), 2, 'REMOVE'),
      recordOf({ pk: 'acme#cnv_1', sk: '!' }, 3),
      recordOf({ pk: 'source#x', sk: 'x' }, 4),
      { eventName: 'INSERT' as const, dynamodb: { SequenceNumber: '5' } },
    ];
    expect(await fanout({ Records: others })).toEqual({ batchItemFailures: [] });
    expect(published).toEqual([]);
  });

  it('reports each record that the bus refused, and logs no event', async () => {
    const { log, lines } = keptLog();
    const fanout = createFanout({ publisher: publisherRefusing(0, 2).publisher, log });
    const Records = [
      recordOf({ sk: '!' }, 0),
      recordOf(itemOf(1), 1),
      recordOf(itemOf(2), 2),
      recordOf(itemOf(3), 3),
    ];
    const answer = await fanout({ Records });
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: '1' }, { itemIdentifier: '3' }]);
    expect(lines.join()).not.toMatch(/Hello|m1/);
  });
});
