import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { EventType } from '../../core/events/catalogue.ts';
import { timeOfId } from '../../core/events/event-id.ts';
import type { Episode } from '../../core/events/summary.ts';
import { BUCKET, bucketOf } from '../../core/store/intervals.ts';
import type { PreparedEvent } from '../../core/store/item.ts';
import { metricsRows } from '../../lambdas/query/metrics.ts';
import { createRollup } from '../../lambdas/rollup/rollup.ts';
import { draftOf } from '../support/events.ts';
import { openTestTable, type TestTable } from '../support/local-store.ts';
import { keptLog } from '../support/logs.ts';
import { HOUR, placeOf, prepared, summarizeOver } from '../support/summaries.ts';

const START = Date.UTC(2026, 10, 2);
const TYPES: readonly EventType[] = [
  ...Array<EventType>(4).fill('MessageReceived'),
  ...Array<EventType>(4).fill('MessageSent'),
  'ConversationOpened',
  'ConversationReopened',
  'ConversationClosed',
  'NoteAdded',
];

const randomEvent = fc.record({
  type: fc.constantFrom(...TYPES),
  at: fc.integer({ min: 0, max: 3 * HOUR }),
  thread: fc.integer({ min: 0, max: 4 }),
  message: fc.integer({ min: 0, max: 40 }),
  channel: fc.constantFrom('whatsapp' as const, 'web' as const),
});

let table: TestTable;
let tenants = 0;
beforeAll(async () => {
  table = await openTestTable();
});
afterAll(() => table.stop());

/** A tenant with its own summaries and rollups, on a clock that tests move. */
async function open() {
  const tenantId = `metrics-${tenants++}`;
  const summarized = await summarizeOver(table);
  const { clock, rollups, events, summaries } = summarized;
  const rollup = createRollup({
    rollups,
    events,
    summaries,
    log: keptLog().log,
    now: () => clock.now,
  });
  return {
    ...summarized,
    tenantId,
    append: async (batch: readonly PreparedEvent[]) => {
      for (const event of batch) await events.append(event);
      await summarized.settle();
    },
    count: async (now = Math.max(clock.now, START) + HOUR) => {
      clock.now = now;
      await rollup();
    },
    rows: async (groupBy?: 'channel') => {
      const stored = await rollups.rollups(tenantId, START, START + 4 * HOUR);
      const interval = { start: START, end: START + 4 * HOUR };
      return metricsRows(stored, [interval], { group_by: groupBy }, START + 48 * HOUR);
    },
  };
}

function randomBatch(
  tenantId: string,
  values: readonly (typeof randomEvent extends fc.Arbitrary<infer V> ? V : never)[],
) {
  return values.map(({ type, at, thread, message, channel }, n) => {
    const blocks = draftOf(type);
    return prepared(
      draftOf(type, {
        fact: { key: `event:${n}`, part: 'event', rank: 'noted' },
        occurredAt: START + at,
        thread: { key: `t${thread}` },
        channel: { type: channel, metadata: {} },
        ...(blocks.message && { message: { ...blocks.message, id: `m${message}` } }),
      }),
      tenantId,
    );
  });
}

/** An event of one conversation, minutes after the start. */
function eventAt(tenantId: string, type: EventType, minutes: number) {
  const key = `${type}:${minutes}`;
  const { message } = draftOf(type);
  return prepared(
    draftOf(type, {
      fact: { key, part: 'event', rank: 'noted' },
      occurredAt: START + minutes * 60_000,
      ...(message && { message: { ...message, id: key } }),
    }),
    tenantId,
  );
}

describe('rollups', () => {
  it('count what is in the log, whatever the order, batches, repeats and runs in between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(randomEvent, { minLength: 1, maxLength: 60 }),
        fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
        async (values, keys) => {
          const { append, count, rows, tenantId, summaries } = await open();
          const batch = randomBatch(tenantId, values);
          const shuffled = batch.toSorted((a, b) => {
            return (keys[batch.indexOf(a)] ?? 0) - (keys[batch.indexOf(b)] ?? 0);
          });
          const half = Math.ceil(shuffled.length / 2);
          await append(shuffled.slice(0, half));
          await count(START + 90 * 60_000);
          await append([...shuffled.slice(half), ...shuffled.slice(0, 5)]);
          await count(START + 6 * HOUR);

          const [row] = await rows();
          const of = (...types: EventType[]) =>
            batch.filter(({ type }) => types.includes(type as EventType));
          const distinct = (type: EventType) => {
            return new Set(
              of(type).map(
                (e) => `${bucketOf(timeOf(e))} ${e.pk} ${JSON.parse(e.body).message.id}`,
              ),
            ).size;
          };
          const conversations = [...new Set(batch.map(({ pk }) => pk))];
          const episodes: Episode[] = [];
          for (const pk of conversations) {
            const [, id] = placeOf(batch.find((event) => event.pk === pk));
            episodes.push(...((await summaries.summary(tenantId, id))?.summary.episodes ?? []));
          }
          expect(row).toMatchObject({
            provisional: false,
            events: batch.length,
            messages_received: distinct('MessageReceived'),
            messages_sent: distinct('MessageSent'),
            conversations_opened: of('ConversationOpened', 'ConversationReopened').length,
            conversations_closed: of('ConversationClosed').length,
            first_response: {
              count: episodes.filter((e) => e.first_response_seconds !== undefined).length,
            },
            resolution: {
              count: episodes.filter((e) => e.resolution_seconds !== undefined).length,
            },
          });
        },
      ),
      { numRuns: 12 },
    );
  });

  it('move an answer to where a late event puts it', async () => {
    const { append, count, rows, tenantId } = await open();
    await append([eventAt(tenantId, 'MessageReceived', 30), eventAt(tenantId, 'MessageSent', 50)]);
    await count();
    expect(await rows()).toMatchObject([
      { first_response: { count: 1, median_seconds: expect.closeTo(1200, -2) } },
    ]);
    await append([eventAt(tenantId, 'MessageReceived', 10)]);
    expect(await rows()).toMatchObject([{ provisional: true }]);
    await count();
    expect(await rows()).toMatchObject([
      {
        provisional: false,
        first_response: { count: 1, median_seconds: expect.closeTo(2400, -2) },
      },
    ]);
    await append([eventAt(tenantId, 'MessageSent', 12)]);
    await count();
    expect(await rows()).toMatchObject([
      { first_response: { count: 1, median_seconds: expect.closeTo(120, -1) } },
    ]);
  });

  it('are provisional while a quarter hour is not over, or was marked a moment ago', async () => {
    const { append, count, rollups, clock, tenantId } = await open();
    clock.now = START + 60_000;
    await append([eventAt(tenantId, 'MessageReceived', 1)]);
    const stored = async () => (await rollups.rollups(tenantId, START, START + BUCKET))[0];
    await count(START + 120_000);
    expect(await stored()).toMatchObject({ due: true, rollup: { whatsapp: { events: 1 } } });
    await count(START + BUCKET);
    expect(await stored()).toMatchObject({ due: false });
    clock.now = START + BUCKET + 5_000;
    await append([eventAt(tenantId, 'MessageReceived', 2)]);
    await count(START + BUCKET + 6_000);
    expect(await stored()).toMatchObject({ due: true, rollup: { whatsapp: { events: 2 } } });
    await count(START + BUCKET + 15_000);
    expect(await stored()).toMatchObject({ due: false, rollup: { whatsapp: { events: 2 } } });
  });

  it('stay due when they were marked while they were counted', async () => {
    const { rollups, tenantId } = await open();
    await rollups.mark(tenantId, START, START);
    const [due] = (await rollups.due()).filter((each) => each.tenantId === tenantId);
    if (!due) throw new Error('nothing is due');
    await rollups.mark(tenantId, START, START + 1);
    await rollups.put(due, {}, true);
    const again = (await rollups.due()).filter((each) => each.tenantId === tenantId);
    expect(again).toMatchObject([{ marks: 2, bucket: START }]);
  });

  it('are given by channel, each with its own times', async () => {
    const { append, count, rows, tenantId } = await open();
    await append([
      eventAt(tenantId, 'MessageReceived', 0),
      prepared(
        draftOf('MessageReceived', {
          fact: { key: 'w', part: 'event', rank: 'noted' },
          occurredAt: START,
          thread: { key: 'web' },
          channel: { type: 'web', metadata: {} },
        }),
        tenantId,
      ),
    ]);
    await count();
    expect(await rows('channel')).toMatchObject([
      { channel: 'web', messages_received: 1 },
      { channel: 'whatsapp', messages_received: 1 },
    ]);
  });
});

function timeOf({ sk }: PreparedEvent): number {
  return timeOfId(sk);
}
