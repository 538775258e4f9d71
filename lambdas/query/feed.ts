import { ApiProblem } from '../../core/api/problem.ts';
import { ROUTES } from '../../core/api/routes.ts';
import { lastIdBefore } from '../../core/events/event-id.ts';
import { isoTime } from '../../core/events/time.ts';
import { decodeCursor, encodeCursor } from '../../core/store/cursor.ts';
import type { ArrivalRange, EventStore } from '../../core/store/event-store.ts';
import { eventPage } from './event-page.ts';
import { filterScope } from './list-events.ts';
import { type Operation, operation } from './operation.ts';

/** How long an answer that is held open waits before it looks again, in milliseconds. */
const POLL_INTERVAL = 500;

/** The feed's time. */
export interface FeedClock {
  /** Milliseconds after its arrival at which an event is issued. */
  readonly holdBack: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
}

/** `GET /v1/feed`: the events of a tenant in the order in which the log took them (docs/feed.md). */
export function readFeed(store: EventStore, clock: FeedClock): Operation {
  return operation(ROUTES.readFeed.query, async (call) => {
    const { tenantId } = call;
    const { from, cursor, limit, wait, fields, ...filter } = call.parameters;
    if (from !== undefined && cursor !== undefined) {
      throw new ApiProblem('invalid_parameter', 'from: a cursor says already where to go on.');
    }
    const scope = { list: 'feed', tenantId, ...filterScope(filter) };
    const start = from === undefined ? undefined : lastIdBefore(from);
    const after = cursor === undefined ? start : decodeCursor(cursor, scope);
    const page = await nextPage(store, tenantId, { after, limit, filter }, wait * 1000, clock);
    const end = {
      next: encodeCursor(page.position, scope),
      hasMore: page.hasMore,
      watermark: isoTime(page.watermark),
    };
    const { from: _start, ...query } = call.query;
    return eventPage({ ...call, query }, page.rows, end, fields);
  });
}

/** The next page; an empty one is looked for again until `wait` milliseconds are over. */
async function nextPage(
  store: EventStore,
  tenantId: string,
  range: Omit<ArrivalRange, 'before'>,
  wait: number,
  clock: FeedClock,
) {
  const until = clock.now() + wait;
  for (let { after } = range; ; ) {
    const watermark = Math.max(0, clock.now() - clock.holdBack);
    const { rows, next } = await store.eventsByArrival(tenantId, {
      ...range,
      after,
      before: watermark,
    });
    const position = next ?? later(after, lastIdBefore(watermark));
    const left = until - clock.now();
    if (rows.length > 0 || left <= 0) return { rows, position, watermark, hasMore: next !== null };
    if (next === null) await clock.pause(Math.min(POLL_INTERVAL, left));
    after = position;
  }
}

/** A reader whose clock is behind goes on from where another one left off. */
function later(position: string | undefined, other: string): string {
  return position !== undefined && position > other ? position : other;
}
