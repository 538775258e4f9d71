import { join } from 'node:path';
import {
  BatchWriteCommand,
  DeleteCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DynamoDBRecord } from 'aws-lambda';
import { startDynamoEngine } from '../../../local/engine/dynamo-engine.ts';
import { seededDelay } from '../../../local/engine/index-delay.ts';
import { TABLE_NAME } from '../../../local/table.ts';
import { messageEvent } from '../../support/events.ts';
import { openTestTable, type TestTable } from '../../support/local-store.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

let table: TestTable;
beforeAll(async () => {
  table = await openTestTable();
});
afterAll(() => table.stop());

const item = (pk: string, more: object = {}) => ({ pk, sk: '!', ...more });

async function changesOf(work: () => Promise<unknown>): Promise<DynamoDBRecord[]> {
  const before = table.engine.changes.newest;
  await work();
  const reader = await table.engine.changes.reader('test');
  return reader.read(before, 1000);
}

const put = (Item: Record<string, unknown>, more: object = {}) =>
  table.client.send(new PutCommand({ TableName: TABLE_NAME, Item, ...more }));

describe('change records', () => {
  it('tell inserts, changes and removals with both images, in order', async () => {
    const Key = item('a');
    const records = await changesOf(async () => {
      await put({ ...Key, n: 1 });
      await table.client.send(
        new UpdateCommand({
          TableName: TABLE_NAME,
          Key,
          UpdateExpression: 'set n = :n',
          ExpressionAttributeValues: { ':n': 2 },
        }),
      );
      await table.client.send(new DeleteCommand({ TableName: TABLE_NAME, Key }));
    });
    expect(records.map(({ eventName }) => eventName)).toEqual(['INSERT', 'MODIFY', 'REMOVE']);
    expect(
      records.map(({ dynamodb }) => [dynamodb?.OldImage?.n?.N, dynamodb?.NewImage?.n?.N]),
    ).toEqual([
      [undefined, '1'],
      ['1', '2'],
      ['2', undefined],
    ]);
    expect(records[0]?.dynamodb?.Keys).toEqual({ pk: { S: 'a' }, sk: { S: '!' } });
    const sequences = records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? '');
    expect(sequences).toEqual([...sequences].sort());
  });

  it('do not tell of writes that change nothing, or that are refused', async () => {
    await put(item('b', { x: { deep: [1, 'two'] } }));
    const records = await changesOf(async () => {
      await put(item('b', { x: { deep: [1, 'two'] } }));
      await table.client.send(new DeleteCommand({ TableName: TABLE_NAME, Key: item('absent') }));
      const refused = put(item('b'), { ConditionExpression: 'attribute_not_exists(pk)' });
      await expect(refused).rejects.toThrow('conditional');
    });
    expect(records).toEqual([]);
  });

  it('tell of each item of a batch', async () => {
    const records = await changesOf(() => {
      const requests = ['c', 'd', 'e'].map((pk) => ({ PutRequest: { Item: item(pk) } }));
      return table.client.send(new BatchWriteCommand({ RequestItems: { [TABLE_NAME]: requests } }));
    });
    expect(records).toHaveLength(3);
  });

  it('reach a reader that waits for them', async () => {
    const reader = await table.engine.changes.reader('waiting');
    const told = Promise.withResolvers<void>();
    const unsubscribe = reader.onAppend(told.resolve);
    await put(item('f'));
    await told.promise;
    unsubscribe();
  });
});

describe('the engine', () => {
  it('lets one of 64 conditional puts of a key win', async () => {
    const condition = { ConditionExpression: 'attribute_not_exists(pk)' };
    const puts = Array.from({ length: 64 }, (_, n) => put(item('race', { n }), condition));
    const outcomes = await Promise.allSettled(puts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('goes on where it was after a restart: items, positions of readers, sequence', async () => {
    await withTempFolder(async (folder) => {
      const path = join(folder, 'table');
      const first = await openTestTable({ path });
      const event = messageEvent('m1', 1);
      await first.storeWith([4]).append(event);
      const newest = first.engine.changes.newest;
      await (await first.engine.changes.reader('r')).acknowledge(newest);
      await first.stop();

      const second = await openTestTable({ path });
      expect((await second.storeWith([4]).eventById('acme', event.sk))?.body).toBe(event.body);
      const reader = await second.engine.changes.reader('r');
      expect(reader.position()).toBe(newest);
      await second.storeWith([4]).append(messageEvent('m2', 2));
      const after = await reader.read(reader.position(), 10);
      expect(after).toHaveLength(1);
      expect((after[0]?.dynamodb?.SequenceNumber ?? '') > newest).toBe(true);
      await second.stop();
    });
  });

  it('deletes records that all readers have passed, but not those that one still needs', async () => {
    const own = await openTestTable();
    const fast = await own.engine.changes.reader('fast');
    const slow = await own.engine.changes.reader('slow');
    const store = own.storeWith([4]);
    for (let i = 0; i < 30; i++) await store.append(messageEvent(`m${i}`, i));
    const all = await slow.read('', 100);
    await slow.acknowledge(all[9]?.dynamodb?.SequenceNumber ?? '');
    for (let i = 0; i < 1_000; i++) await fast.acknowledge(own.engine.changes.newest);
    const left = await slow.read('', 100);
    expect(left.map(({ eventID }) => eventID)).toEqual(all.slice(9).map(({ eventID }) => eventID));
    await own.stop();
  });

  it('says so when another process has the folder open', async () => {
    await withTempFolder(async (folder) => {
      const engine = await startDynamoEngine({ path: folder });
      const inUse = expect.objectContaining({ code: 'invalid_settings' });
      await expect(startDynamoEngine({ path: folder })).rejects.toEqual(inUse);
      await engine.stop();
    });
  });

  it('shows index entries late when told to, in order, and all of them in the end', async () => {
    const lagging = await openTestTable({ indexDelay: seededDelay(1, 0, () => () => {}) });
    const events = [1, 2, 3].map((at) => messageEvent(`m${at}`, at));
    for (const event of events) await lagging.storeWith([1]).append(event);
    const query = new QueryCommand({
      TableName: TABLE_NAME,
      IndexName: 'by_time',
      KeyConditionExpression: '#s = :s',
      ExpressionAttributeNames: { '#s': 'shard' },
      ExpressionAttributeValues: { ':s': 'acme#0' },
    });
    expect((await lagging.client.send(query)).Count).toBe(0);
    await lagging.engine.writeHeldIndexEntries();
    const { Items } = await lagging.client.send(query);
    expect(Items?.map(({ sk }) => sk)).toEqual(events.map(({ sk }) => sk));
    await lagging.stop();
  });
});
