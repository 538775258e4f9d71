import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { feedPage } from '../../core/api/feed-schemas.ts';
import { httpShell } from '../../core/api/shell.ts';
import { firstIdAt, lastIdBefore } from '../../core/events/event-id.ts';
import { arrivedEvent, placeEvent } from '../../core/store/item.ts';
import { ShardPlan } from '../../core/store/keys.ts';
import { createQuery } from '../../lambdas/query/query.ts';
import { messageEvent } from '../support/events.ts';
import { gatewayEventOf } from '../support/gateway-events.ts';
import { openTestTable, type TestTable } from '../support/local-store.ts';
import { keptLog } from '../support/logs.ts';

const START = Date.UTC(2026, 10, 20);
const HOLD_BACK = 10_000;
const reader = { tenant_id: 'acme', key_id: 'k', scopes: 'events:read' };

let table: TestTable;
const clock = { now: START, paused: 0 };
const now = () => clock.now;

/** Ten events, one each second, each of something that happened long ago. */
const events = Array.from({ length: 10 }, (_, i) => messageEvent(`m${i}`, START - i * 86_400_000));
const ids = events.map(({ sk }) => sk);

beforeAll(async () => {
  table = await openTestTable();
  for (const event of events) {
    await table.storeWith([4], now).append(event);
    clock.now += 1_000;
  }
});
afterAll(() => table.stop());

/** Asks at a time, given in seconds after the start. */
async function ask(
  at: number,
  query: Record<string, string> = {},
  { caller = reader, accept = '' } = {},
) {
  clock.now = START + at * 1_000;
  clock.paused = 0;
  const pause = async (ms: number) => {
    clock.now += ms;
    clock.paused += ms;
  };
  const feed = { holdBack: HOLD_BACK, now, pause };
  const answer = createQuery({
    ...table.queryParts([4]),
    store: table.storeWith([4], now),
    feed,
    version: '1',
  });
  const handler = httpShell(answer, { log: keptLog().log, elapsed: () => 0 });
  const routeKey = 'GET /v1/feed';
  const request = { path: '/v1/feed', routeKey, caller, query, headers: { accept } };
  const { statusCode, headers, body = '' } = await handler(gatewayEventOf(request), {} as Context);
  return { status: statusCode, headers: headers ?? {}, body };
}

async function page(at: number, query: Record<string, string> = {}) {
  const { body } = await ask(at, query);
  const { data, page, watermark } = feedPage.parse(JSON.parse(body));
  return {
    ids: data.map(({ id }) => id),
    cursor: page.next_cursor,
    more: page.has_more,
    watermark,
  };
}

describe('GET /v1/feed', () => {
  it('gives what was recorded before the watermark, and goes on from there', async () => {
    const first = await page(14);
    expect(first).toMatchObject({
      ids: ids.slice(0, 4),
      more: false,
      watermark: '2026-11-20T00:00:04.000Z',
    });
    const none = await page(14, { cursor: first.cursor });
    expect(none.ids).toEqual([]);
    const next = await page(17, { cursor: none.cursor, limit: '2' });
    expect(next).toMatchObject({ ids: ids.slice(4, 6), more: true });
    const rest = await page(60, { cursor: next.cursor });
    expect(rest).toMatchObject({ ids: ids.slice(6), more: false });
  });

  it('has a cursor before there is anything, and one that moves on while nothing comes', async () => {
    const before = await page(0);
    expect(before.ids).toEqual([]);
    const later = await page(5, { cursor: before.cursor });
    expect(later.cursor).not.toBe(before.cursor);
    expect((await page(60, { cursor: later.cursor })).ids).toEqual(ids);
  });

  it('goes on from its cursor for a reader whose clock is behind', async () => {
    const ahead = await page(15);
    const behind = await page(12, { cursor: ahead.cursor });
    expect(behind).toMatchObject({ ids: [], cursor: ahead.cursor });
    expect((await page(16, { cursor: behind.cursor })).ids).toEqual(ids.slice(5, 6));
  });

  it('starts at a time of recording', async () => {
    expect((await page(60, { from: '2026-11-20T00:00:03Z' })).ids).toEqual(ids.slice(3));
    expect((await page(60, { from: '2026-11-21' })).ids).toEqual([]);
    const { cursor } = await page(60);
    const both = await ask(60, { from: '2026-11-20', cursor });
    expect([both.status, JSON.parse(both.body).code]).toEqual([400, 'invalid_parameter']);
  });

  it('holds an empty answer open until something passes the watermark', async () => {
    const { cursor } = await page(14);
    const held = await page(14, { cursor, wait: '20' });
    expect(held.ids).toEqual(ids.slice(4, 5));
    expect(clock.paused).toBe(500);
    const late = await page(25, { from: '2026-11-20T00:00:10Z', wait: '20' });
    expect(late.ids).toEqual([]);
    expect(clock.paused).toBe(20_000);
    expect(late.watermark).toBe('2026-11-20T00:00:35.000Z');
  });

  it('filters, and its cursor belongs to the filters', async () => {
    const participant_id = JSON.parse(events[0]?.body ?? '').actor.id;
    expect((await page(60, { participant_id, channel: 'whatsapp,web' })).ids).toEqual(ids);
    const none = await page(60, { type: 'NoteAdded', wait: '1' });
    expect(none.ids).toEqual([]);
    const other = await ask(60, { cursor: none.cursor });
    expect([other.status, JSON.parse(other.body).code]).toEqual([400, 'cursor_mismatch']);
  });

  it('gives lines with the way on in headers', async () => {
    const query = { from: '2026-11-20', limit: '3' };
    const { headers, body } = await ask(60, query, { accept: 'application/x-ndjson' });
    expect(
      body
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    ).toEqual(ids.slice(0, 3));
    expect(headers).toMatchObject({
      'x-has-more': 'true',
      'x-watermark': '2026-11-20T00:00:50.000Z',
    });
    const next = /^<\/v1\/feed\?(.+)>; rel="next"$/.exec(String(headers.link))?.[1];
    const following = Object.fromEntries(new URLSearchParams(next));
    expect((await page(60, following)).ids).toEqual(ids.slice(3, 6));
  });

  it.each([
    ['wait', '21'],
    ['wait', '-1'],
    ['limit', '1001'],
    ['from', 'yesterday'],
    ['to', '2026-11-21'],
    ['order', 'desc'],
  ])('refuses %s=%s', async (name, value) => {
    expect((await ask(60, { [name]: value })).status).toBe(400);
  });

  it('shows nothing to another tenant, and takes no cursor of it', async () => {
    const { cursor } = await page(60);
    const caller = { ...reader, tenant_id: 'other' };
    expect(JSON.parse((await ask(60, {}, { caller })).body).data).toEqual([]);
    expect((await ask(60, { cursor }, { caller })).status).toBe(400);
  });
});

describe('the order of arrival', () => {
  it('starts a millisecond right after the last id before it', () => {
    expect(lastIdBefore(START) < firstIdAt(START)).toBe(true);
    expect(lastIdBefore(START) > firstIdAt(START - 1)).toBe(true);
    expect(lastIdBefore(0)).toBe('0'.repeat(26));
  });

  it('is seen through by fan-out, however far apart events lie', async () => {
    const shards = new ShardPlan([4]);
    const placed = events.map((event, i) => placeEvent(event, shards, START + i * 1_000));
    const missing = [1, 2, 3, 4, 5].map((i) =>
      placeEvent(messageEvent(`x${i}`, i), shards, START + i * 2_000),
    );
    const looked = [...placed, ...missing].map((item) => arrivedEvent.parse(item));
    const hidden = await table.arrivals().hidden(looked);
    expect(hidden.map(({ sk }) => sk).sort()).toEqual(missing.map(({ sk }) => sk).sort());
  });

  it('gives an event a new place once, and keeps when it was recorded', async () => {
    const index = table.arrivals(() => START + 100_000);
    const event = messageEvent('moved', START);
    clock.now = START + 50_000;
    await table.storeWith([4], now).append(event);
    const place = arrivedEvent.parse(placeEvent(event, new ShardPlan([4]), START + 50_000));
    expect(await index.restamp(place)).toBe(true);
    expect(await index.restamp(place)).toBe(false);
    expect(await index.hidden([place])).toEqual([place]);
    expect((await page(100)).ids).not.toContain(event.sk);
    const { body } = await ask(120, { from: '2026-11-20T00:01:00Z' });
    expect(JSON.parse(body).data).toMatchObject([
      { id: event.sk, recorded_at: '2026-11-20T00:00:50.000Z' },
    ]);
  });
});
