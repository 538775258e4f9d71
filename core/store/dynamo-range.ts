import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { attempt, READ_TIMEOUT } from './attempts.ts';
import { type EventFilter, filterExpression } from './filter.ts';
import { eventBytes, type StoredEvent } from './item.ts';
import { keyAfter, keyBefore } from './keys.ts';
import {
  type RangePage,
  readShardedRange,
  type ShardedRange,
  type ShardSlice,
} from './sharded-range.ts';

const MAX_PAGE_BYTES = 4 * 1024 * 1024;

/** Rounds of queries for a page: DynamoDB ends each at 1 MB, before any filter. */
const MAX_ROUNDS = 64;

/** The same for a filtered page, whose rounds grow: some thousand events are looked at. */
const MAX_FILTERED_ROUNDS = 6;

/** Where the table is. */
export interface TableAddress {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/** The keys by which a range is read: the table's own, or those of an index. */
export interface RangeKeys {
  /** Absent for the table's own keys, which are read consistently. */
  readonly name?: string;
  readonly partitionKey: string;
  readonly sortKey: string;
}

/** A range of events over partitions, in the order of a sort key. */
export interface EventSpan<Row extends StoredEvent> {
  readonly keys: RangeKeys;
  readonly shards: number;
  readonly partitionOf: (shard: number) => string;
  readonly order: 'asc' | 'desc';
  /** Sort keys between which the range lies, both inclusive. */
  readonly first: string;
  readonly last: string;
  /** The sort key to go on after, exclusive. */
  readonly after: string | null;
  readonly limit: number;
  readonly filter?: EventFilter | undefined;
  readonly schema: z.ZodType<Row>;
  readonly keyOf: (row: Row) => string;
}

/** Reads a page of a range, its shards merged (sharded-range.ts). */
export function readSpan<Row extends StoredEvent>(
  table: TableAddress,
  span: EventSpan<Row>,
): Promise<RangePage<Row>> {
  const filtered = filterExpression(span.filter ?? {}) !== null;
  const range: ShardedRange<Row> = {
    shards: span.shards,
    order: span.order,
    limit: span.limit,
    maxBytes: MAX_PAGE_BYTES,
    maxRounds: filtered ? MAX_FILTERED_ROUNDS : MAX_ROUNDS,
    filtered,
    after: span.after,
    keyOf: span.keyOf,
    bytesOf: eventBytes,
    read: (shard, after, limit) => {
      return queryShard(table, span, { partition: span.partitionOf(shard), after, limit });
    },
  };
  return readShardedRange(range);
}

/** The rows of one sort key's range in one partition, at most `limit` looked at. */
async function queryShard<Row extends StoredEvent>(
  { client, tableName }: TableAddress,
  span: EventSpan<Row>,
  read: { readonly partition: string; readonly after: string | null; readonly limit: number },
): Promise<ShardSlice<Row>> {
  const [first, last] = whatIsLeft(span, read.after);
  if (first > last) return { rows: [], readTo: null };
  const { name, partitionKey, sortKey } = span.keys;
  const filter = filterExpression(span.filter ?? {});
  const command = new QueryCommand({
    TableName: tableName,
    ...(name === undefined ? { ConsistentRead: true } : { IndexName: name }),
    KeyConditionExpression: '#p = :p and #s between :first and :last',
    ...(filter && { FilterExpression: filter.expression }),
    ExpressionAttributeNames: { '#p': partitionKey, '#s': sortKey, ...filter?.names },
    ExpressionAttributeValues: {
      ':p': read.partition,
      ':first': first,
      ':last': last,
      ...filter?.values,
    },
    ScanIndexForward: span.order === 'asc',
    Limit: read.limit,
  });
  const { Items = [], LastEvaluatedKey } = await attempt(READ_TIMEOUT, (abortSignal) => {
    return client.send(command, { abortSignal });
  });
  return {
    rows: Items.map((item) => span.schema.parse(item)),
    readTo: LastEvaluatedKey ? z.string().parse(LastEvaluatedKey[sortKey]) : null,
  };
}

function whatIsLeft(
  { first, last, order }: Pick<EventSpan<never>, 'first' | 'last' | 'order'>,
  after: string | null,
): readonly [string, string] {
  if (after === null) return [first, last];
  if (order === 'asc') return [max(first, keyAfter(after)), last];
  return [first, min(last, keyBefore(after))];
}

function max(a: string, b: string): string {
  return a > b ? a : b;
}

function min(a: string, b: string): string {
  return a < b ? a : b;
}
