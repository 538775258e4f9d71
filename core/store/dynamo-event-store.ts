import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { LogError } from '../events/errors.ts';
import { firstIdAt } from '../events/event-id.ts';
import { attempt, READ_TIMEOUT, WRITE_TIMEOUT } from './attempts.ts';
import type { AppendOutcome, EventPage, EventRange, EventStore } from './event-store.ts';
import {
  eventJson,
  type PreparedEvent,
  placeEvent,
  type StoredEvent,
  storedEvent,
} from './item.ts';
import {
  conversationPartition,
  keyAfter,
  keyBefore,
  markerPartition,
  type ShardPlan,
  shardKey,
} from './keys.ts';
import { readShardedRange, type ShardedRange, type ShardSlice } from './sharded-range.ts';
import { TABLE } from './table.ts';

const MAX_PAGE_BYTES = 4 * 1024 * 1024;
const MARKER_LIFE_SECONDS = 30 * 24 * 60 * 60;

const MAX_ROUNDS = 64;
const TAKEN = 'ConditionalCheckFailedException';
const UNLESS_TAKEN = { ConditionExpression: `attribute_not_exists(${TABLE.partitionKey})` };

/** Sort keys between which a range lies, both inclusive; `~` sorts after every id. */
const FIRST_KEY = '0';
const LAST_KEY = '~';

const storedFact = z.object({ fact: z.string() });
const storedMarker = z.object({ occurred_at: z.number() });

interface Settings {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly shards: ShardPlan;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds that a write attempt may take; default {@link WRITE_TIMEOUT}. */
  readonly writeTimeout?: number;
}

/** The log in one DynamoDB table (table.ts, keys.ts, item.ts). */
export class DynamoEventStore implements EventStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #tableName: string;
  readonly #shards: ShardPlan;
  readonly #now: () => number;
  readonly #writeTimeout: number;

  constructor({ client, tableName, shards, now, writeTimeout = WRITE_TIMEOUT }: Settings) {
    this.#client = client;
    this.#tableName = tableName;
    this.#shards = shards;
    this.#now = now;
    this.#writeTimeout = writeTimeout;
  }

  async append(event: PreparedEvent): Promise<AppendOutcome> {
    try {
      await this.#put(() => placeEvent(event, this.#shards, this.#now()));
      return 'appended';
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
    const stored = await this.#get({ pk: event.pk, sk: event.sk }, storedFact);
    if (!stored) throw new LogError('store_unavailable');
    return stored.fact === event.fact ? 'duplicate' : 'conflict';
  }

  async firstArrival(
    tenantId: string,
    provider: string,
    factKey: string,
    arrivedAt: number,
  ): Promise<number> {
    const key = { pk: markerPartition(tenantId, provider, factKey), sk: '!' };
    const expires_at = Math.floor(arrivedAt / 1000) + MARKER_LIFE_SECONDS;
    try {
      await this.#put(() => ({ ...key, occurred_at: arrivedAt, expires_at }));
      return arrivedAt;
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
    const marker = await this.#get(key, storedMarker);
    if (!marker) throw new LogError('store_unavailable');
    return marker.occurred_at;
  }

  async eventById(
    tenantId: string,
    eventId: string,
    conversationId?: string,
  ): Promise<StoredEvent | null> {
    if (conversationId !== undefined) {
      const key = { pk: conversationPartition(tenantId, conversationId), sk: eventId };
      return this.#get(key, storedEvent);
    }
    for (const shard of this.#shards.forRead(eventId)) {
      const slice = await this.#query(byTime(tenantId, shard), [eventId, eventId], 'asc', 1);
      if (slice.rows[0]) return slice.rows[0];
    }
    return null;
  }

  async eventsByTime(tenantId: string, range: EventRange): Promise<EventPage> {
    return this.#page(range, this.#shards.total, (shard) => byTime(tenantId, shard));
  }

  async eventsOfConversation(
    tenantId: string,
    conversationId: string,
    range: EventRange,
  ): Promise<EventPage> {
    const partition = conversationPartition(tenantId, conversationId);
    return this.#page(range, 1, () => byConversation(partition));
  }

  #page(
    range: EventRange,
    shards: number,
    select: (shard: number) => Selection,
  ): Promise<EventPage> {
    const paged: ShardedRange<StoredEvent> = {
      shards,
      order: range.order,
      limit: range.limit,
      maxBytes: MAX_PAGE_BYTES,
      maxRounds: MAX_ROUNDS,
      after: range.after ?? null,
      keyOf: (event) => event.sk,
      bytesOf: (event) => Buffer.byteLength(eventJson(event)),
      read: (shard, after, limit) => {
        return this.#query(select(shard), keysBetween(range, after), range.order, limit);
      },
    };
    return readShardedRange(paged);
  }

  /** @throws ConditionalCheckFailedException when the key is taken */
  async #put(item: () => object): Promise<void> {
    const put = (abortSignal: AbortSignal) => {
      const input = { TableName: this.#tableName, Item: { ...item() }, ...UNLESS_TAKEN };
      return this.#client.send(new PutCommand(input), { abortSignal });
    };
    await attempt(this.#writeTimeout, put, [TAKEN]);
  }

  async #get<Schema extends z.ZodType>(
    key: { readonly pk: string; readonly sk: string },
    schema: Schema,
  ): Promise<z.infer<Schema> | null> {
    const input = { TableName: this.#tableName, Key: key, ConsistentRead: true };
    const get = (abortSignal: AbortSignal) =>
      this.#client.send(new GetCommand(input), { abortSignal });
    const { Item } = await attempt(READ_TIMEOUT, get);
    return Item ? schema.parse(Item) : null;
  }

  async #query(
    selection: Selection,
    [first, last]: readonly [string, string],
    order: 'asc' | 'desc',
    limit: number,
  ): Promise<ShardSlice<StoredEvent>> {
    if (first > last) return { rows: [], readTo: null };
    const input: QueryCommandInput = {
      TableName: this.#tableName,
      ...selection.options,
      KeyConditionExpression: '#p = :p and sk between :first and :last',
      ExpressionAttributeNames: { '#p': selection.keyName },
      ExpressionAttributeValues: { ':p': selection.partition, ':first': first, ':last': last },
      ScanIndexForward: order === 'asc',
      Limit: limit,
    };
    const query = (abortSignal: AbortSignal) => {
      return this.#client.send(new QueryCommand(input), { abortSignal });
    };
    const { Items = [], LastEvaluatedKey } = await attempt(READ_TIMEOUT, query);
    return {
      rows: Items.map((item) => storedEvent.parse(item)),
      readTo: LastEvaluatedKey ? z.string().parse(LastEvaluatedKey.sk) : null,
    };
  }
}

interface Selection {
  readonly keyName: string;
  readonly partition: string;
  readonly options: Pick<QueryCommandInput, 'IndexName' | 'ConsistentRead'>;
}

function byTime(tenantId: string, shard: number): Selection {
  const { name, partitionKey } = TABLE.indexes.byTime;
  return {
    keyName: partitionKey,
    partition: shardKey(tenantId, shard),
    options: { IndexName: name },
  };
}

function byConversation(partition: string): Selection {
  return { keyName: TABLE.partitionKey, partition, options: { ConsistentRead: true } };
}

/** First and last sort key of what is left of a range after a position. */
function keysBetween(range: EventRange, after: string | null): readonly [string, string] {
  const first = range.from === undefined ? FIRST_KEY : firstIdAt(range.from);
  const last = range.to === undefined ? LAST_KEY : keyBefore(firstIdAt(range.to));
  if (after === null) return [first, last];
  if (range.order === 'asc') return [max(first, keyAfter(after)), last];
  return [first, min(last, keyBefore(after))];
}

function max(a: string, b: string): string {
  return a > b ? a : b;
}

function min(a: string, b: string): string {
  return a < b ? a : b;
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && error.name === TAKEN;
}
