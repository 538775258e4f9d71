import { GetCommand, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { firstIdAt } from '../events/event-id.ts';
import { CONVERSATION_STATUSES } from '../events/summary.ts';
import { mapConcurrently } from '../runtime/batches.ts';
import { attempt, READ_TIMEOUT } from './attempts.ts';
import type { TableSettings } from './dynamo-table.ts';
import {
  conversationPartition,
  customerPartition,
  keyBefore,
  SUMMARY_KEY,
  statusShard,
} from './keys.ts';
import { readShardedRange, type ShardSlice } from './sharded-range.ts';
import { LISTED_ATTRIBUTES, listedConversation } from './summary-item.ts';
import type {
  ConversationDirectory,
  ConversationPage,
  ConversationRange,
  ListedConversation,
} from './summary-store.ts';
import { TABLE } from './table.ts';

const MAX_PAGE_BYTES = 4 * 1024 * 1024;
const MAX_ROUNDS = 64;

/** Conversations of a customer that are looked through, and summaries read at once. */
const MOST_CONVERSATIONS = 1_000;
const CONCURRENT_READS = 16;

type Some = Parameters<ConversationDirectory['conversationsAmong']>[1];

/** Lists of conversations from the table: by activity through the arrival index. */
export class DynamoConversationDirectory implements ConversationDirectory {
  readonly #table: TableSettings;

  constructor(table: TableSettings) {
    this.#table = table;
  }

  async conversation(tenantId: string, conversationId: string): Promise<ListedConversation | null> {
    const { client, tableName } = this.#table;
    const Key = { pk: conversationPartition(tenantId, conversationId), sk: SUMMARY_KEY };
    const input = { TableName: tableName, Key, ConsistentRead: true };
    const { Item } = await attempt(READ_TIMEOUT, (abortSignal) => {
      return client.send(new GetCommand(input), { abortSignal });
    });
    return Item ? listedConversation(Item) : null;
  }

  conversationsByActivity(tenantId: string, range: ConversationRange): Promise<ConversationPage> {
    const statuses = range.status ? [range.status] : CONVERSATION_STATUSES;
    const { total } = this.#table.shards;
    const partitions = statuses.flatMap((status) => {
      return Array.from({ length: total }, (_, n) => statusShard(tenantId, status, n));
    });
    return readShardedRange({
      shards: partitions.length,
      order: 'desc',
      limit: range.limit,
      maxBytes: MAX_PAGE_BYTES,
      filtered: range.channel !== undefined,
      maxRounds: MAX_ROUNDS,
      after: range.after ?? null,
      keyOf: ({ checkpoint }) => checkpoint,
      bytesOf: ({ json }) => Buffer.byteLength(json),
      read: (n, after, limit) => this.#read(partitions[n] ?? '', range, after, limit),
    });
  }

  async conversationsAmong(
    tenantId: string,
    some: Some,
    range: ConversationRange,
  ): Promise<ConversationPage> {
    const ids = await this.#idsAmong(tenantId, some);
    const found = await mapConcurrently(ids, CONCURRENT_READS, (id) => {
      return this.conversation(tenantId, id);
    });
    const wanted = found.filter((each) => each !== null && isWanted(each, range));
    const rows = wanted.filter((each) => each !== null);
    rows.sort((a, b) => (a.checkpoint < b.checkpoint ? 1 : -1));
    const page = rows.slice(0, range.limit);
    const more = rows.length > page.length;
    return { rows: page, next: more ? (page.at(-1)?.checkpoint ?? null) : null };
  }

  async #read(
    partition: string,
    range: ConversationRange,
    after: string | null,
    limit: number,
  ): Promise<ShardSlice<ListedConversation>> {
    const { name, partitionKey, sortKey } = TABLE.indexes.byArrival;
    const first = range.since === undefined ? '0' : firstIdAt(range.since);
    const last = after === null ? '~' : keyBefore(after);
    if (first > last) return { rows: [], readTo: null };
    const names = LISTED_ATTRIBUTES.map((attribute, i) => [`#a${i}`, attribute] as const);
    const { Items = [], LastEvaluatedKey } = await this.#query({
      IndexName: name,
      KeyConditionExpression: '#p = :p and #s between :first and :last',
      ExpressionAttributeNames: {
        '#p': partitionKey,
        '#s': sortKey,
        ...Object.fromEntries(names),
        ...(range.channel && { '#channel': 'channel' }),
      },
      ExpressionAttributeValues: {
        ':p': partition,
        ':first': first,
        ':last': last,
        ...(range.channel && { ':channel': range.channel }),
      },
      ...(range.channel && { FilterExpression: '#channel = :channel' }),
      ProjectionExpression: names.map(([alias]) => alias).join(', '),
      ScanIndexForward: false,
      Limit: limit,
    });
    return {
      rows: Items.map(listedConversation),
      readTo: LastEvaluatedKey ? z.string().parse(LastEvaluatedKey[sortKey]) : null,
    };
  }

  /** One conversation, those of a customer, or the one if it is among those. */
  async #idsAmong(
    tenantId: string,
    { conversationId, customer }: Some,
  ): Promise<readonly string[]> {
    const one = conversationId === undefined ? [] : [conversationId];
    if (customer === undefined) return one;
    const sortKeys = conversationId === undefined ? '' : ' and #s = :s';
    const { Items = [] } = await this.#query({
      KeyConditionExpression: `#p = :p${sortKeys}`,
      ExpressionAttributeNames: {
        '#p': TABLE.partitionKey,
        ...(sortKeys && { '#s': TABLE.sortKey }),
      },
      ExpressionAttributeValues: {
        ':p': customerPartition(tenantId, customer),
        ...(sortKeys && { ':s': conversationId }),
      },
      Limit: MOST_CONVERSATIONS,
    });
    return Items.map((item) => z.string().parse(item[TABLE.sortKey]));
  }

  async #query(input: Omit<QueryCommandInput, 'TableName'>) {
    const { client, tableName } = this.#table;
    return attempt(READ_TIMEOUT, (abortSignal) => {
      return client.send(new QueryCommand({ TableName: tableName, ...input }), { abortSignal });
    });
  }
}

function isWanted(
  { status, channel, checkpoint }: ListedConversation,
  range: ConversationRange,
): boolean {
  return (
    (range.status === undefined || status === range.status) &&
    (range.channel === undefined || channel === range.channel) &&
    (range.since === undefined || checkpoint >= firstIdAt(range.since)) &&
    (range.after === undefined || checkpoint < range.after)
  );
}
