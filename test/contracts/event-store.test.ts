import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { EventRange, EventStore } from '../../core/store/event-store.ts';
import { eventJson, MAX_EVENT_BYTES, type PreparedEvent } from '../../core/store/item.ts';
import { messageEvent } from '../support/events.ts';
import { openTestTable, type TestTable } from '../support/local-store.ts';

const START = Date.UTC(2026, 10, 1);

let table: TestTable;
beforeAll(async () => {
  table = await openTestTable();
});
afterAll(() => table.stop());

/** Each test works in a tenant of its own. */
let tenants = 0;
const newTenant = () => `t${tenants++}`;

describe.each([[[1]], [[4]], [[4, 16]]])('an event store with shards %j', (shards) => {
  let store: EventStore;
  beforeAll(() => {
    store = table.storeWith(shards);
  });

  it('appends a fact once, however many deliver it at once', async () => {
    const event = messageEvent('m1', START, { tenantId: newTenant() });
    const outcomes = await Promise.all(Array.from({ length: 200 }, () => store.append(event)));
    expect(outcomes.filter((outcome) => outcome === 'appended')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(199);
  });

  it('tells another fact under the same id from a duplicate, and keeps the first', async () => {
    const tenantId = newTenant();
    const first = messageEvent('m1', START, { tenantId });
    const other: PreparedEvent = { ...first, fact: '000000000000', body: '{"x":1}' };
    expect(await store.append(first)).toBe('appended');
    expect(await store.append(other)).toBe('conflict');
    const stored = await store.eventById(tenantId, first.sk);
    expect(stored?.body).toBe(first.body);
  });

  it('gives an event by its id, with and without its conversation, to its tenant alone', async () => {
    const tenantId = newTenant();
    const event = messageEvent('m1', START, { tenantId });
    await store.append(event);
    const [, conversationId = ''] = event.pk.split('#');
    expect((await store.eventById(tenantId, event.sk))?.body).toBe(event.body);
    expect((await store.eventById(tenantId, event.sk, conversationId))?.body).toBe(event.body);
    expect(await store.eventById(newTenant(), event.sk)).toBeNull();
    expect(await store.eventById(newTenant(), event.sk, conversationId)).toBeNull();
    expect(await store.eventById(tenantId, event.sk, 'cnv_000000000000000000000000')).toBeNull();
  });

  it('remembers the first arrival of a fact without a time', async () => {
    const tenantId = newTenant();
    const fact = { key: 'message:m1', part: 'message', rank: 'received' } as const;
    const arrivals = await Promise.all(
      [5, 6, 7, 8].map((at) => store.firstArrival(tenantId, 'twilio', fact.key, START + at)),
    );
    expect(new Set(arrivals).size).toBe(1);
    expect(await store.firstArrival(tenantId, 'twilio', fact.key, START + 99)).toBe(arrivals[0]);
    expect(await store.firstArrival(tenantId, 'other', fact.key, START + 99)).toBe(START + 99);
  });

  it('ends a page of large events at 4 MiB, and goes on after it', async () => {
    const tenantId = newTenant();
    const text = 'x'.repeat(MAX_EVENT_BYTES - 2000);
    const events = Array.from({ length: 40 }, (_, i) => {
      return messageEvent(`m${i}`, START + i, { tenantId, text });
    });
    for (const event of events) await store.append(event);
    for (const list of [byTime(store, tenantId), byConversation(store, events[0])]) {
      const pages = await readAll(list, { order: 'asc', limit: 1000 });
      expect(pages.flat()).toEqual(events.map(({ sk }) => sk));
      expect(pages[0]?.length).toBe(17);
    }
  });
});

describe('an event store whose table does not answer', () => {
  it('says so, after two attempts of its own', async () => {
    const stopped = await openTestTable();
    const store = stopped.storeWith([4]);
    await stopped.engine.stop();
    const unavailable = expect.objectContaining({ code: 'store_unavailable' });
    await expect(store.append(messageEvent('m1', START))).rejects.toEqual(unavailable);
    await expect(store.eventById('acme', '01KAV9FT0000009M9DBWJB34SK')).rejects.toEqual(
      unavailable,
    );
    stopped.client.destroy();
  });
});

describe('20,000 events of 3 tenants in 500 conversations, appended out of order', () => {
  const tenantIds = ['big', 'middle', 'small'];
  const all: PreparedEvent[] = [];

  beforeAll(async () => {
    for (let i = 0; i < 20_000; i++) {
      const tenantId = tenantIds[i % 10 < 6 ? 0 : i % 10 < 9 ? 1 : 2] ?? '';
      const thread = `thread ${(i * 7919) % 500}`;
      // Many share a second, as providers with second precision do; some a millisecond.
      const at = START + Math.floor((i * 6311) % 20_000) * 250;
      all.push(messageEvent(`m${i}`, at, { tenantId, thread }));
    }
    const early = table.storeWith([4]);
    const late = table.storeWith([4, 16]);
    const shuffled = all.map((event, i) => ({ event, place: (i * 12_553) % 20_011 }));
    shuffled.sort((a, b) => a.place - b.place);
    // The first half is written with 4 shards, the second after the list has grown to 16.
    for (let i = 0; i < shuffled.length; i += 64) {
      const store = i < shuffled.length / 2 ? early : late;
      await Promise.all(shuffled.slice(i, i + 64).map(({ event }) => store.append(event)));
    }
  }, 120_000);

  const ranges = fc.record({
    tenant: fc.constantFrom(...tenantIds),
    order: fc.constantFrom('asc' as const, 'desc' as const),
    limit: fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 20, max: 1000 }) },
      { weight: 1, arbitrary: fc.constantFrom(1, 2, 3, 999, 1000) },
    ),
    bounds: fc.tuple(fc.nat(20_000 * 250), fc.nat(20_000 * 250)),
    width: fc.constantFrom('any', 'narrow', 'open'),
  });

  const bounded = (range: { bounds: [number, number]; width: string; limit: number }) => {
    const [a, b] = range.bounds.sort((x, y) => x - y) as [number, number];
    if (range.width === 'open' && range.limit > 100) return {};
    // A page of a few events over a wide range would take thousands of pages.
    const widest = range.limit * 250 * 8;
    return { from: START + a, to: START + Math.min(b, a + widest) };
  };

  const expectedIds = (events: readonly PreparedEvent[], { order, from, to }: EventRange) => {
    const [first, end] = [from ?? 0, to ?? Number.POSITIVE_INFINITY];
    const ids = events
      .filter((event) => {
        const at = Date.parse(JSON.parse(eventJson({ ...event, recorded_at: '' })).occurred_at);
        return at >= first && at < end;
      })
      .map(({ sk }) => sk)
      .sort();
    return order === 'asc' ? ids : ids.reverse();
  };

  it('come back exactly, for every time range, order and page size', async () => {
    const store = table.storeWith([4, 16]);
    await fc.assert(
      fc.asyncProperty(ranges, async ({ tenant, ...range }) => {
        const request = { order: range.order, limit: range.limit, ...bounded(range) };
        const own = all.filter(({ pk }) => pk.startsWith(`${tenant}#`));
        const pages = await readAll(byTime(store, tenant), request);
        expect(pages.flat()).toEqual(expectedIds(own, request));
        for (const page of pages.slice(0, -1)) expect(page).toHaveLength(request.limit);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('come back exactly for every conversation, order and page size', async () => {
    const store = table.storeWith([4, 16]);
    const conversation = fc.nat(all.length - 1).map((i) => all[i]);
    await fc.assert(
      fc.asyncProperty(conversation, ranges, async (member, range) => {
        const request = { order: range.order, limit: range.limit, ...bounded(range) };
        const own = all.filter(({ pk }) => pk === member?.pk);
        const pages = await readAll(byConversation(store, member), request);
        expect(pages.flat()).toEqual(expectedIds(own, request));
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});

type List = (range: EventRange) => ReturnType<EventStore['eventsByTime']>;

function byTime(store: EventStore, tenantId: string): List {
  return (range) => store.eventsByTime(tenantId, range);
}

function byConversation(store: EventStore, event: PreparedEvent | undefined): List {
  const [tenantId = '', conversationId = ''] = event?.pk.split('#') ?? [];
  return (range) => store.eventsOfConversation(tenantId, conversationId, range);
}

async function readAll(list: List, range: EventRange): Promise<string[][]> {
  const pages: string[][] = [];
  for (let after: string | undefined; ; ) {
    const page = await list({ ...range, after });
    pages.push(page.rows.map(({ sk }) => sk));
    if (page.next === null) return pages;
    after = page.next;
  }
}
