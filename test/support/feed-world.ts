import { setImmediate } from 'node:timers/promises';
import * as z from 'zod';
import { feedPage } from '../../core/api/feed-schemas.ts';
import { DynamoEventStore } from '../../core/store/dynamo-event-store.ts';
import { ShardPlan } from '../../core/store/keys.ts';
import { createFanout, isArrival } from '../../lambdas/fanout/fanout.ts';
import { createQuery } from '../../lambdas/query/query.ts';
import { seededDelay } from '../../local/engine/index-delay.ts';
import { startStreamPump } from '../../local/stream-pump.ts';
import { TABLE_NAME } from '../../local/table.ts';
import { gatewayEventOf } from './gateway-events.ts';
import { openTestTable, type TestTable } from './local-store.ts';
import { keptLog } from './logs.ts';
import { VirtualClock } from './virtual-clock.ts';

/** The hold-back that a deployment has by default. */
export const HOLD_BACK = 10_000;

const caller = { tenant_id: 'acme', key_id: 'k', scopes: 'events:read' };

interface WorldSettings {
  readonly seed: number;
  /** The longest delay of an index entry, in milliseconds. */
  readonly lag: number;
}

export type FeedPage = z.infer<typeof feedPage>;

/**
 * A log with fan-out and feed on a virtual clock, whose index shows each entry after a random time up
 * to `lag` milliseconds.
 */
async function openFeedWorld({ seed, lag }: WorldSettings) {
  const clock = new VirtualClock();
  const { now, pause } = clock;
  const indexDelay = seededDelay(seed, lag, clock.after);
  const table = await openTestTable({ indexDelay, now });
  const { log, lines } = keptLog();
  const reader = await table.engine.changes.reader('fanout');
  let waiting = 0;
  const waitingPause = async (ms: number) => {
    waiting++;
    await pause(ms);
    waiting--;
  };
  const pump = startStreamPump({
    reader,
    handler: createFanout({
      arrivals: { index: table.arrivals(now), holdBack: HOLD_BACK, now, pause: waitingPause },
      publisher: { publish: async () => [] },
      lake: { write: async () => [] },
      retries: { add: async () => {} },
      log,
    }),
    filter: isArrival,
    deadLetter: async () => {},
    pause: async () => {},
    log,
  });
  const store = table.storeWith([4], now);
  const answer = createQuery({
    ...table.queryParts([4]),
    store,
    feed: { holdBack: HOLD_BACK, now, pause },
    version: '1',
  });
  return {
    clock,
    table,
    lines,
    /** Appends through a client that loses requests and answers, and delays some. */
    writer: faultyStore(table, clock, seed),
    read: async (query: Record<string, string>): Promise<FeedPage> => {
      const routeKey = 'GET /v1/feed';
      const { status, body = '' } = await answer(gatewayEventOf({ routeKey, caller, query }));
      if (status !== 200) throw new Error(`the feed answered ${status}`);
      return feedPage.parse(JSON.parse(String(body)));
    },
    /** Whether fan-out has seen to every change. */
    isDrained: () => reader.position() === reader.newest(),
    /** Lets time pass once fan-out has nothing to do but wait for it. */
    step: async (ms: number): Promise<void> => {
      do await setImmediate();
      while (waiting === 0 && reader.position() !== reader.newest());
      await clock.advance(ms);
    },
    stop: async () => {
      await pump.stop();
      await table.stop();
    },
  };
}

/** Runs with a log of its own, which is stopped afterwards. */
export async function withFeedWorld(
  settings: WorldSettings,
  run: (world: FeedWorld) => Promise<void>,
): Promise<void> {
  const world = await openFeedWorld(settings);
  try {
    await run(world);
  } finally {
    await world.stop();
  }
}

export type FeedWorld = Awaited<ReturnType<typeof openFeedWorld>>;

const put = z.looseObject({ input: z.looseObject({ Item: z.looseObject({}) }) });

/** A store of which one put in ten fails before or after it is done, and one in twenty takes its time. */
function faultyStore({ newClient }: TestTable, { now, advance }: VirtualClock, seed: number) {
  const chance = seededDelay(seed + 1, 1);
  const client = newClient();
  client.middlewareStack.add(
    (next) => async (args) => {
      const draw = put.safeParse(args).success ? chance.next() : 1;
      if (draw < 0.05) throw new Error('the request was lost');
      if (draw < 0.1) {
        await next(args);
        throw new Error('the answer was lost');
      }
      if (draw < 0.15) await advance(Math.ceil(chance.next() * 200));
      return next(args);
    },
    { step: 'initialize', name: 'faults' },
  );
  const shards = new ShardPlan([4]);
  const settings = { client, tableName: TABLE_NAME, shards, now, writeTimeout: 20_000 };
  return new DynamoEventStore(settings);
}
