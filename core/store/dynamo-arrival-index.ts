import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { arrivalKey } from '../events/event-id.ts';
import type { ArrivalIndex } from './arrival-index.ts';
import { attempt, READ_TIMEOUT, WRITE_TIMEOUT } from './attempts.ts';
import type { TableAddress } from './dynamo-range.ts';
import type { ArrivedEvent } from './item.ts';
import { TABLE } from './table.ts';

const MOVED = 'ConditionalCheckFailedException';
const { name: INDEX, partitionKey, sortKey } = TABLE.indexes.byArrival;

/** An entry of the index as far as it is read here. */
const entry = z.object({ arrival: z.string() });

interface Settings extends TableAddress {
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The index `by_arrival` of the table. */
export class DynamoArrivalIndex implements ArrivalIndex {
  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  async hidden<Event extends ArrivedEvent>(events: readonly Event[]): Promise<readonly Event[]> {
    const shards = Map.groupBy(events, ({ shard }) => shard);
    const hidden = [...shards].map(([shard, own]) => this.#hiddenIn(shard, own));
    return (await Promise.all(hidden)).flat();
  }

  async restamp({ pk, sk, arrival }: ArrivedEvent): Promise<boolean> {
    const { client, tableName, now } = this.#settings;
    const update = (abortSignal: AbortSignal) => {
      const input = {
        TableName: tableName,
        Key: { pk, sk },
        UpdateExpression: 'set #arrival = :new',
        ConditionExpression: '#arrival = :old',
        ExpressionAttributeNames: { '#arrival': sortKey },
        ExpressionAttributeValues: { ':new': arrivalKey(sk, now()), ':old': arrival },
      };
      return client.send(new UpdateCommand(input), { abortSignal });
    };
    try {
      await attempt(WRITE_TIMEOUT, update, [MOVED]);
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === MOVED) return false;
      throw error;
    }
  }

  /**
   * Reads from the first event on, twice as many entries as there are events: most of a batch lie
   * close together. What lies further on is read from its own place, however much is between.
   */
  async #hiddenIn<Event extends ArrivedEvent>(
    shard: string,
    events: readonly Event[],
  ): Promise<readonly Event[]> {
    const left = events.toSorted((a, b) => (a.arrival < b.arrival ? -1 : 1));
    const hidden: Event[] = [];
    for (let [next] = left; next !== undefined; [next] = left) {
      const last = left.at(-1)?.arrival ?? next.arrival;
      const { shown, readTo } = await this.#entries(shard, [next.arrival, last], left.length * 2);
      const beyond = left.findIndex(({ arrival }) => readTo !== null && arrival > readTo);
      const read = left.splice(0, beyond < 0 ? left.length : beyond);
      hidden.push(...read.filter(({ arrival }) => !shown.has(arrival)));
    }
    return hidden;
  }

  async #entries(shard: string, [first, last]: readonly [string, string], limit: number) {
    const { client, tableName } = this.#settings;
    const command = new QueryCommand({
      TableName: tableName,
      IndexName: INDEX,
      KeyConditionExpression: '#p = :p and #s between :first and :last',
      ExpressionAttributeNames: { '#p': partitionKey, '#s': sortKey },
      ExpressionAttributeValues: { ':p': shard, ':first': first, ':last': last },
      ProjectionExpression: '#s',
      Limit: limit,
    });
    const { Items = [], LastEvaluatedKey } = await attempt(READ_TIMEOUT, (abortSignal) => {
      return client.send(command, { abortSignal });
    });
    return {
      shown: new Set(Items.map((item) => entry.parse(item).arrival)),
      readTo: LastEvaluatedKey ? entry.parse(LastEvaluatedKey).arrival : null,
    };
  }
}
