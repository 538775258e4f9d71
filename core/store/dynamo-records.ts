import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { attempt, READ_TIMEOUT, WRITE_TIMEOUT } from './attempts.ts';
import { TABLE } from './table.ts';

/** Milliseconds that one attempt may take. */
interface Timeouts {
  readonly read: number;
  readonly write: number;
}

/**
 * Items of the table that are not events: one per partition, listed per tenant through the time
 * index, whose partition (`shard`) they carry. Shared by the stores of sources and of API keys.
 */
export class DynamoRecords {
  readonly #client: DynamoDBDocumentClient;
  readonly #tableName: string;
  readonly #timeouts: Timeouts;

  /** @param timeouts of one attempt; longer ones are for a client that is far from the table */
  constructor(
    client: DynamoDBDocumentClient,
    tableName: string,
    timeouts: Timeouts = { read: READ_TIMEOUT, write: WRITE_TIMEOUT },
  ) {
    this.#client = client;
    this.#tableName = tableName;
    this.#timeouts = timeouts;
  }

  async get(pk: string, sk: string): Promise<Record<string, unknown> | undefined> {
    const input = { TableName: this.#tableName, Key: { pk, sk }, ConsistentRead: true };
    const { Item } = await attempt(this.#timeouts.read, (abortSignal) => {
      return this.#client.send(new GetCommand(input), { abortSignal });
    });
    return Item;
  }

  /** Puts a new item; false when its key is taken. */
  async add(item: Record<string, unknown>): Promise<boolean> {
    const taken = 'ConditionalCheckFailedException';
    try {
      await this.#put(item, { ConditionExpression: 'attribute_not_exists(pk)' }, [taken]);
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === taken) return false;
      throw error;
    }
  }

  async replace(item: Record<string, unknown>): Promise<void> {
    await this.#put(item, {}, []);
  }

  /** Deletes an item; false when there was none. */
  async remove(pk: string, sk: string): Promise<boolean> {
    const input = {
      TableName: this.#tableName,
      Key: { pk, sk },
      ReturnValues: 'ALL_OLD' as const,
    };
    const { Attributes } = await attempt(this.#timeouts.write, (abortSignal) => {
      return this.#client.send(new DeleteCommand(input), { abortSignal });
    });
    return Attributes !== undefined;
  }

  /** All items of an index partition, by sort key. */
  list(shard: string): Promise<readonly Record<string, unknown>[]> {
    const { name, partitionKey } = TABLE.indexes.byTime;
    return this.#all(partitionKey, shard, { IndexName: name });
  }

  /** All items of a partition of the table, by sort key; consistent. */
  partition(pk: string): Promise<readonly Record<string, unknown>[]> {
    return this.#all(TABLE.partitionKey, pk, { ConsistentRead: true });
  }

  async #all(
    keyName: string,
    key: string,
    options: Pick<QueryCommandInput, 'IndexName' | 'ConsistentRead'>,
  ): Promise<readonly Record<string, unknown>[]> {
    const items: Record<string, unknown>[] = [];
    let from: QueryCommandInput['ExclusiveStartKey'];
    do {
      const input = {
        TableName: this.#tableName,
        ...options,
        KeyConditionExpression: '#p = :p',
        ExpressionAttributeNames: { '#p': keyName },
        ExpressionAttributeValues: { ':p': key },
        ExclusiveStartKey: from,
      };
      const { Items = [], LastEvaluatedKey } = await attempt(READ_TIMEOUT, (abortSignal) => {
        return this.#client.send(new QueryCommand(input), { abortSignal });
      });
      items.push(...Items);
      from = LastEvaluatedKey;
    } while (from);
    return items;
  }

  async #put(
    Item: Record<string, unknown>,
    condition: { readonly ConditionExpression?: string },
    meaningful: readonly string[],
  ): Promise<void> {
    const input = { TableName: this.#tableName, Item, ...condition };
    const put = (abortSignal: AbortSignal) => {
      return this.#client.send(new PutCommand(input), { abortSignal });
    };
    await attempt(this.#timeouts.write, put, meaningful);
  }
}
