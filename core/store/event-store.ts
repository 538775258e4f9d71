import type { EventFilter } from './filter.ts';
import type { PreparedEvent, StoredEvent } from './item.ts';
import type { RangePage } from './sharded-range.ts';

/**
 * What an append did. `duplicate`: the same fact is stored already, which is success. `conflict`:
 * another fact is stored under the id; nothing was written.
 */
export type AppendOutcome = 'appended' | 'duplicate' | 'conflict';

/** A stretch of a log in one order, and where to go on. */
export interface EventRange {
  readonly order: 'asc' | 'desc';
  /** Earliest time, inclusive, in milliseconds since 1970. */
  readonly from?: number | undefined;
  /** Latest time, exclusive, in milliseconds since 1970. */
  readonly to?: number | undefined;
  /** The id to go on after, exclusive. */
  readonly after?: string | undefined;
  /** The most events of a page; pages also end at 4 MiB, and with a filter when much was looked at. */
  readonly limit: number;
  readonly filter?: EventFilter | undefined;
}

/** A stretch of a log in the order of arrival. */
export interface ArrivalRange {
  /** The place to go on after, exclusive: a page's `next`, or lastIdBefore(time of recording). */
  readonly after?: string | undefined;
  /** The time of recording at which the stretch ends, exclusive, in milliseconds since 1970. */
  readonly before: number;
  readonly limit: number;
  readonly filter?: EventFilter | undefined;
}

/** A page of events; `next` is the id to go on after, `null` at the end of the range. */
export type EventPage = RangePage<StoredEvent>;

/**
 * Port to the log. Every method takes the tenant first and sees nothing of any other.
 * All methods reject with LogError `store_unavailable` when the store does not answer in time.
 */
export interface EventStore {
  /**
   * Appends one event unless its id is taken.
   * @throws LogError `invalid_event` when the store can never take it
   */
  append(event: PreparedEvent): Promise<AppendOutcome>;

  /**
   * For a fact whose provider gives no time: the time to use, which is `arrivedAt` the first time
   * and the first arrival's ever after (for at least 30 days).
   */
  firstArrival(
    tenantId: string,
    provider: string,
    factKey: string,
    arrivedAt: number,
  ): Promise<number>;

  /**
   * One event by its id. With its conversation given the read is consistent: it sees an append
   * that was answered just before.
   */
  eventById(
    tenantId: string,
    eventId: string,
    conversationId?: string,
  ): Promise<StoredEvent | null>;

  /** Events of all conversations of a tenant, by the time they happened. */
  eventsByTime(tenantId: string, range: EventRange): Promise<EventPage>;

  /** Events of all conversations of a tenant, in the order in which they were recorded. */
  eventsByArrival(tenantId: string, range: ArrivalRange): Promise<EventPage>;

  /** Events of one conversation, by the time they happened; consistent. */
  eventsOfConversation(
    tenantId: string,
    conversationId: string,
    range: EventRange,
  ): Promise<EventPage>;
}
