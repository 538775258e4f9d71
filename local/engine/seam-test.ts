import deleteItem from 'dynalite/actions/deleteItem.js';
import putItem from 'dynalite/actions/putItem.js';
import updateItem from 'dynalite/actions/updateItem.js';
import dynaliteDb from 'dynalite/db/index.js';
import { LogError } from '../../core/events/errors.ts';
import { ChangeCapture } from './change-capture.ts';
import { ChangeLog, type Level, type Operation } from './change-log.ts';

const TABLE = {
  TableName: 'seam',
  TableStatus: 'ACTIVE',
  AttributeDefinitions: ['id', 'group'].map((AttributeName) => {
    return { AttributeName, AttributeType: 'S' };
  }),
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by_group',
      KeySchema: [{ AttributeName: 'group', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
};

const Key = { id: { S: '1' } };

/** Writes with the kinds of keys that their one batch must hold. */
const WRITES = [
  [putItem, { Item: { ...Key, group: { S: 'a' } } }, 'put item, put index, put change'],
  [
    updateItem,
    { Key, AttributeUpdates: { group: { Action: 'PUT', Value: { S: 'b' } } } },
    'put item, del index, put index, put change',
  ],
  [deleteItem, { Key }, 'del item, del index, put change'],
] as const;

let passed: Promise<void> | undefined;

/**
 * Proves, once per process, that a put, an update and a delete through dynalite each make exactly
 * one batch of item, index entries and change record. The capture rests on dynalite's inside.
 * @throws LogError `invalid_settings` when they do not
 */
export function testSeam(): Promise<void> {
  passed ??= runSeamTest();
  return passed;
}

async function runSeamTest(): Promise<void> {
  const store = dynaliteDb.create({ createTableMs: 0 });
  await new Promise((resolve) => store.tableDb.put(TABLE.TableName, TABLE, resolve));
  const batches: string[] = [];
  const spied = { ...store, db: spy(store.db, batches) };
  ChangeCapture.install(spied, await ChangeLog.open(store.db));
  for (const [action, request, expected] of WRITES) {
    batches.length = 0;
    const error = await new Promise<unknown>((resolve) => {
      action(spied, { TableName: TABLE.TableName, ...request }, resolve);
    });
    if (error || batches.join(' | ') !== expected) {
      const advice = 'Change capture does not fit this dynalite: it must be exactly 4.0.0.';
      throw new LogError('invalid_settings', advice, { cause: error });
    }
  }
}

/** A view of a database that notes the batches written through it. */
function spy(db: Level, batches: string[]): Level {
  const kind = ({ type, key }: Operation) => `${type} ${/^[a-z]+/.exec(key)?.[0]}`;
  return Object.assign(Object.create(db), {
    batch: (operations: readonly Operation[]) => {
      batches.push(operations.map(kind).join(', '));
      return db.batch(operations);
    },
    put: async () => batches.push('a put of its own'),
    del: async () => batches.push('a delete of its own'),
  });
}
