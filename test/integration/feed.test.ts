import { describe, expect, it } from '@jest/globals';
import { LogError } from '../../core/events/errors.ts';
import type { PreparedEvent } from '../../core/store/item.ts';
import { messageEvent } from '../support/events.ts';
import { type FeedWorld, HOLD_BACK, openFeedWorld } from '../support/feed-world.ts';

/** `FEED_EVENTS=50000 npm test -- integration/feed` takes some minutes. */
const COUNT = Number(process.env.FEED_EVENTS ?? 3_000);
const WRITERS = 8;

/** How long the writers write, in milliseconds of the virtual clock. */
const SPAN = 10 * HOLD_BACK;
/** Time between two appends at most: a put is under way for about as many steps as there are writers. */
const LONGEST_STEP = 30;
const DAYS = 86_400_000;

/** What the hold-back leaves for the index when a write took its whole second. */
const LAG_WITHIN = 0.8 * HOLD_BACK;

/** Appends as webhooks do: again until it is taken, however often requests and answers are lost. */
async function appendForSure({ writer }: FeedWorld, event: PreparedEvent): Promise<void> {
  for (;;) {
    try {
      await writer.append(event);
      return;
    } catch (error) {
      if (!(error instanceof LogError)) throw error;
    }
  }
}

/** Eight writers at once; a tenth comes twice, and what happened lies up to ten days back. */
async function writeAll(world: FeedWorld, count: number): Promise<Set<string>> {
  const { clock } = world;
  const written: PreparedEvent[] = [];
  let next = 0;
  const write = async () => {
    for (let i = next++; i < count; i = next++) {
      const at = clock.now() - ((i * 7919) % 1000) * (DAYS / 100);
      const event = messageEvent(`m${i}`, at, { thread: `t${i % 50}` });
      await appendForSure(world, event);
      written.push(event);
      const earlier = written[(i * 31) % written.length];
      if (i % 10 === 0 && earlier) await appendForSure(world, earlier);
      // Now and then fan-out must come along; in between it may fall behind.
      const pass = i % 16 === 0 ? world.step : clock.advance;
      await pass(Math.min(LONGEST_STEP, Math.ceil(SPAN / count)));
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
  return new Set(written.map(({ sk }) => sk));
}

interface Given {
  readonly id: string;
  readonly recordedAt: string;
  readonly watermark: string;
}

/** Polls until `done`, keeping what was given and, when nothing more was there, how much it was. */
async function readAlong(world: FeedWorld, done: (given: readonly Given[]) => boolean) {
  const given: Given[] = [];
  const caughtUp: { readonly watermark: string; readonly count: number }[] = [];
  let cursor: string | undefined;
  for (let poll = 0; !done(given); poll++) {
    const limit = String(1 + ((poll * 37) % 200));
    const { data, page, watermark } = await world.read({ limit, ...(cursor && { cursor }) });
    given.push(
      ...data.map(({ id, recorded_at }) => ({ id, recordedAt: recorded_at ?? '', watermark })),
    );
    cursor = page.next_cursor;
    if (page.has_more) continue;
    caughtUp.push({ watermark, count: given.length });
    await world.clock.pause(50 + ((poll * 97) % 700));
  }
  return { given, caughtUp };
}

/** Writes and reads at once, then lets time pass until all is read and fan-out has seen to all. */
async function run(world: FeedWorld, count = COUNT) {
  let end = Number.POSITIVE_INFINITY;
  let isRead = false;
  const reading = readAlong(world, () => world.clock.now() > end).finally(() => {
    isRead = true;
  });
  const ids = await writeAll(world, count);
  for (let quiet = 0; quiet < 2 * HOLD_BACK; quiet = world.isDrained() ? quiet + 100 : 0) {
    await world.step(100);
  }
  end = world.clock.now() + HOLD_BACK;
  while (!isRead) await world.step(100);
  return { ids, ...(await reading) };
}

const restamped = ({ lines }: FeedWorld) => {
  return lines.filter((line) => line.includes('arrival_restamped'));
};

describe('the feed, read while eight writers write', () => {
  it(`gives each of ${COUNT} events once, in order, from an index that lags within the hold-back`, async () => {
    const world = await openFeedWorld({ seed: 1, lag: LAG_WITHIN });
    const { ids, given, caughtUp } = await run(world);
    expect(given).toHaveLength(ids.size);
    expect(new Set(given.map(({ id }) => id))).toEqual(ids);
    const times = given.map(({ recordedAt }) => recordedAt);
    expect(times).toEqual([...times].sort());
    expect(given.filter(({ recordedAt, watermark }) => recordedAt >= watermark)).toEqual([]);
    for (const { watermark, count } of caughtUp) {
      expect(times.filter((time) => time < watermark)).toHaveLength(count);
    }
    expect(caughtUp.length).toBeGreaterThan(20);
    expect(restamped(world)).toEqual([]);
    await world.stop();
  }, 1_200_000);

  it.each([2, 3])(
    'skips nothing from an index that lags longer, and tells (seed %i)',
    async (seed) => {
      const world = await openFeedWorld({ seed, lag: 3 * HOLD_BACK });
      const { ids, given } = await run(world, Math.min(COUNT, 800));
      expect(new Set(given.map(({ id }) => id))).toEqual(ids);
      expect(restamped(world).length).toBeGreaterThan(0);
      await world.stop();
    },
    600_000,
  );
});
