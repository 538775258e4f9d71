import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { LogError } from '../events/errors.ts';
import { firstIdAt } from '../events/event-id.ts';
import { attempt, READ_TIMEOUT, WRITE_TIMEOUT } from './attempts.ts';
import { readSpan, type TableAddress } from './dynamo-range.ts';
import type {
  AppendOutcome,
  ArrivalRange,
  EventPage,
  EventRange,
  EventStore,
} from './event-store.ts';
import {
  arrivedEvent,
  type PreparedEvent,
  placeEvent,
  type StoredEvent,
  storedEvent,
} from './item.ts';
import {
  conversationPartition,
  keyBefore,
  markerPartition,
  type ShardPlan,
  shardKey,
} from './keys.ts';
import { TABLE } from './table.ts';

const MARKER_LIFE_SECONDS = 30 * 24 * 60 * 60;

const TAKEN = 'ConditionalCheckFailedException';
const UNLESS_TAKEN = { ConditionExpression: `attribute_not_exists(${TABLE.partitionKey})` };

/** Sort keys between which a range lies, both inclusive; `~` sorts after every id. */
const FIRST_KEY = '0';
const LAST_KEY = '~';

const storedFact = z.object({ fact: z.string() });
const storedMarker = z.object({ occurred_at: z.number() });

interface Settings extends TableAddress {
  readonly shards: ShardPlan;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds that a write attempt may take; default {@link WRITE_TIMEOUT}. */
  readonly writeTimeout?: number;
}

/** The log in one DynamoDB table (table.ts, keys.ts, item.ts). */
export class DynamoEventStore implements EventStore {
  readonly #table: TableAddress;
  readonly #shards: ShardPlan;
  readonly #now: () => number;
  readonly #writeTimeout: number;

  constructor({ client, tableName, shards, now, writeTimeout = WRITE_TIMEOUT }: Settings) {
    this.#table = { client, tableName };
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
      const { rows } = await readSpan(this.#table, {
        ...this.#byTime(tenantId),
        shards: 1,
        partitionOf: () => shardKey(tenantId, shard),
        order: 'asc',
        first: eventId,
        last: eventId,
        after: null,
        limit: 1,
      });
      if (rows[0]) return rows[0];
    }
    return null;
  }

  async eventsByTime(tenantId: string, range: EventRange): Promise<EventPage> {
    return readSpan(this.#table, {
      ...this.#byTime(tenantId),
      ...range,
      ...boundsOf(range),
    });
  }

  async eventsByArrival(tenantId: string, range: ArrivalRange): Promise<EventPage> {
    return readSpan(this.#table, {
      keys: TABLE.indexes.byArrival,
      shards: this.#shards.total,
      partitionOf: (shard) => shardKey(tenantId, shard),
      order: 'asc',
      first: FIRST_KEY,
      last: keyBefore(firstIdAt(range.before)),
      ...range,
      after: range.after ?? null,
      schema: arrivedEvent,
      keyOf: ({ arrival }) => arrival,
    });
  }

  async eventsOfConversation(
    tenantId: string,
    conversationId: string,
    range: EventRange,
  ): Promise<EventPage> {
    const partition = conversationPartition(tenantId, conversationId);
    return readSpan(this.#table, {
      keys: TABLE,
      shards: 1,
      partitionOf: () => partition,
      ...BY_ID,
      ...range,
      ...boundsOf(range),
    });
  }

  /** @throws ConditionalCheckFailedException when the key is taken */
  async #put(item: () => object): Promise<void> {
    const put = (abortSignal: AbortSignal) => {
      const input = { TableName: this.#table.tableName, Item: { ...item() }, ...UNLESS_TAKEN };
      return this.#table.client.send(new PutCommand(input), { abortSignal });
    };
    await attempt(this.#writeTimeout, put, [TAKEN]);
  }

  async #get<Schema extends z.ZodType>(
    key: { readonly pk: string; readonly sk: string },
    schema: Schema,
  ): Promise<z.infer<Schema> | null> {
    const input = { TableName: this.#table.tableName, Key: key, ConsistentRead: true };
    const get = (abortSignal: AbortSignal) =>
      this.#table.client.send(new GetCommand(input), { abortSignal });
    const { Item } = await attempt(READ_TIMEOUT, get);
    return Item ? schema.parse(Item) : null;
  }

  #byTime(tenantId: string) {
    return {
      keys: TABLE.indexes.byTime,
      shards: this.#shards.total,
      partitionOf: (shard: number) => shardKey(tenantId, shard),
      ...BY_ID,
    };
  }
}

/** Lists in the order of ids, which is the order in which things happened. */
const BY_ID = { schema: storedEvent, keyOf: (event: StoredEvent) => event.sk };

/** First and last id of a range of time, and the id to go on after. */
function boundsOf({ from, to, after }: EventRange) {
  return {
    first: from === undefined ? FIRST_KEY : firstIdAt(from),
    last: to === undefined ? LAST_KEY : keyBefore(firstIdAt(to)),
    after: after ?? null,
  };
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && error.name === TAKEN;
}
