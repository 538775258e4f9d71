import {
  type DynamoDBDocumentClient,
  paginateQuery,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { isoTime } from '../events/time.ts';
import { attempt, WRITE_TIMEOUT } from './attempts.ts';
import { DUE_ROLLUPS, rollupPartition, tenantOfRollups } from './keys.ts';
import { type Rollup, rollup } from './rollup.ts';
import type { DueRollup, RollupStore, StoredRollup } from './rollup-store.ts';
import { TABLE } from './table.ts';

const MARKED_AGAIN = 'ConditionalCheckFailedException';

const item = z.object({
  pk: z.string(),
  sk: z.string().transform((text) => Date.parse(text)),
  marks: z.number(),
  marked_at: z.number(),
  /** Present while the bucket is due: the partition of the index that lists what is. */
  shard: z.string().optional(),
  rollup: rollup.optional(),
});

/** Rollups as items of the table: a tenant's in one partition, by the start of their bucket. */
export class DynamoRollupStore implements RollupStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #tableName: string;

  constructor(client: DynamoDBDocumentClient, tableName: string) {
    this.#client = client;
    this.#tableName = tableName;
  }

  async mark(tenantId: string, bucket: number, now: number): Promise<void> {
    await this.#update(tenantId, bucket, {
      UpdateExpression: 'add marks :one set marked_at = :now, #shard = :due',
      ExpressionAttributeNames: { '#shard': TABLE.indexes.byTime.partitionKey },
      ExpressionAttributeValues: { ':one': 1, ':now': now, ':due': DUE_ROLLUPS },
    });
  }

  async due(): Promise<readonly DueRollup[]> {
    const items = await this.#query({
      IndexName: TABLE.indexes.byTime.name,
      KeyConditionExpression: '#shard = :due',
      ExpressionAttributeNames: { '#shard': TABLE.indexes.byTime.partitionKey },
      ExpressionAttributeValues: { ':due': DUE_ROLLUPS },
    });
    return items.map(({ pk, sk, marks, marked_at }) => {
      return { tenantId: tenantOfRollups(pk), bucket: sk, marks, markedAt: marked_at };
    });
  }

  async put(counted: DueRollup, counts: Rollup, final: boolean): Promise<void> {
    const { tenantId, bucket, marks } = counted;
    const stored = { UpdateExpression: 'set #rollup = :rollup' };
    const names = { '#rollup': 'rollup' };
    const values = { ':rollup': counts };
    if (final) {
      try {
        return await this.#update(tenantId, bucket, {
          UpdateExpression: `${stored.UpdateExpression} remove #shard`,
          ConditionExpression: 'marks = :marks',
          ExpressionAttributeNames: { ...names, '#shard': TABLE.indexes.byTime.partitionKey },
          ExpressionAttributeValues: { ...values, ':marks': marks },
        });
      } catch (error) {
        if (!(error instanceof Error) || error.name !== MARKED_AGAIN) throw error;
      }
    }
    await this.#update(tenantId, bucket, {
      ...stored,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: values,
    });
  }

  async rollups(tenantId: string, from: number, to: number): Promise<readonly StoredRollup[]> {
    const items = await this.#query({
      KeyConditionExpression: '#pk = :pk and #sk between :from and :to',
      ExpressionAttributeNames: { '#pk': TABLE.partitionKey, '#sk': TABLE.sortKey },
      ExpressionAttributeValues: {
        ':pk': rollupPartition(tenantId),
        ':from': isoTime(from),
        ':to': isoTime(to - 1),
      },
    });
    return items.map(({ sk, rollup: counts = {}, shard }) => {
      return { bucket: sk, rollup: counts, due: shard !== undefined };
    });
  }

  async #update(
    tenantId: string,
    bucket: number,
    update: Omit<UpdateCommandInput, 'TableName' | 'Key'>,
  ): Promise<void> {
    const Key = { pk: rollupPartition(tenantId), sk: isoTime(bucket) };
    const command = new UpdateCommand({ TableName: this.#tableName, Key, ...update });
    const send = (abortSignal: AbortSignal) => this.#client.send(command, { abortSignal });
    await attempt(WRITE_TIMEOUT, send, [MARKED_AGAIN]);
  }

  async #query(query: Omit<Parameters<typeof paginateQuery>[1], 'TableName'>) {
    const input = { TableName: this.#tableName, ...query };
    const pages = await Array.fromAsync(paginateQuery({ client: this.#client }, input));
    return pages.flatMap(({ Items = [] }) => Items.map((each) => item.parse(each)));
  }
}
