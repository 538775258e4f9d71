import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { isoTime } from '../events/time.ts';
import { attempt, READ_TIMEOUT, WRITE_TIMEOUT } from './attempts.ts';
import type { TableSettings } from './dynamo-table.ts';
import {
  conversationPartition,
  IDLE_WATCH_KEY,
  idleShard,
  keyAfter,
  partsOfPartition,
} from './keys.ts';
import type { RangePage } from './sharded-range.ts';
import type { IdleWatch, IdleWatches } from './summary-store.ts';
import { TABLE } from './table.ts';

/** Watches that are read at once. */
const PAGE = 100;

const CHANGED = 'ConditionalCheckFailedException';

const watchItem = z.object({ pk: z.string(), due: z.number(), set_by: z.number() });

/** Watches as items beside the summaries, listed by when they are due through the arrival index. */
export class DynamoIdleWatches implements IdleWatches {
  readonly #table: TableSettings;

  constructor(table: TableSettings) {
    this.#table = table;
  }

  get shards(): number {
    return this.#table.shards.total;
  }

  setWatch(watch: IdleWatch): Promise<void> {
    return this.#put(watch, {});
  }

  async moveWatch(watch: IdleWatch, due: number): Promise<void> {
    await unlessChanged(() => this.#put({ ...watch, due }, whileUnchanged(watch)));
  }

  async endWatch(watch: IdleWatch): Promise<void> {
    const { client, tableName } = this.#table;
    const input = { TableName: tableName, Key: keyOf(watch), ...whileUnchanged(watch) };
    const end = (abortSignal: AbortSignal) => {
      return client.send(new DeleteCommand(input), { abortSignal });
    };
    await unlessChanged(() => attempt(WRITE_TIMEOUT, end, [CHANGED]));
  }

  async dueWatches(
    shard: number,
    now: number,
    after: string | null,
  ): Promise<RangePage<IdleWatch>> {
    const { client, tableName } = this.#table;
    const { name, partitionKey, sortKey } = TABLE.indexes.byArrival;
    const input = {
      TableName: tableName,
      IndexName: name,
      KeyConditionExpression: '#p = :p and #s between :after and :now',
      ExpressionAttributeNames: { '#p': partitionKey, '#s': sortKey },
      ExpressionAttributeValues: {
        ':p': idleShard(shard),
        ':after': after === null ? '0' : keyAfter(after),
        ':now': `${isoTime(now)}~`,
      },
      Limit: PAGE,
    };
    if (input.ExpressionAttributeValues[':after'] > input.ExpressionAttributeValues[':now']) {
      return { rows: [], next: null };
    }
    const query = (abortSignal: AbortSignal) => {
      return client.send(new QueryCommand(input), { abortSignal });
    };
    const { Items = [], LastEvaluatedKey } = await attempt(READ_TIMEOUT, query);
    return {
      rows: Items.map(watchOf),
      next: LastEvaluatedKey ? z.string().parse(LastEvaluatedKey[sortKey]) : null,
    };
  }

  async #put(watch: IdleWatch, condition: object): Promise<void> {
    const { client, tableName, shards, writeTimeout = WRITE_TIMEOUT } = this.#table;
    const Item = {
      ...keyOf(watch),
      shard: idleShard(shards.ofConversation(watch.conversationId)),
      arrival: `${isoTime(watch.due)}#${conversationPartition(watch.tenantId, watch.conversationId)}`,
      due: watch.due,
      set_by: watch.setBy,
    };
    const input = { TableName: tableName, Item, ...condition };
    const put = (abortSignal: AbortSignal) => client.send(new PutCommand(input), { abortSignal });
    await attempt(writeTimeout, put, [CHANGED]);
  }
}

function keyOf({ tenantId, conversationId }: IdleWatch) {
  return { pk: conversationPartition(tenantId, conversationId), sk: IDLE_WATCH_KEY };
}

function whileUnchanged({ due, setBy }: IdleWatch) {
  return {
    ConditionExpression: 'due = :due and set_by = :setBy',
    ExpressionAttributeValues: { ':due': due, ':setBy': setBy },
  };
}

async function unlessChanged(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof Error && error.name === CHANGED)) throw error;
  }
}

function watchOf(item: unknown): IdleWatch {
  const { pk, due, set_by: setBy } = watchItem.parse(item);
  const [tenantId, conversationId] = partsOfPartition(pk);
  return { tenantId, conversationId, due, setBy };
}
