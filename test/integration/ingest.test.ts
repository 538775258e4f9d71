import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { LogError } from '../../core/events/errors.ts';
import type { EventStore } from '../../core/store/event-store.ts';
import type { PreparedEvent } from '../../core/store/item.ts';
import { withNewSecret } from '../../core/store/new-source.ts';
import { type RetryEntry, retryEntry } from '../../core/store/retry-queue.ts';
import { ingestWith, openBox, sourcesInMemory, testSource, webhook } from '../support/ingest.ts';
import { openTestTable, type TestTable } from '../support/local-store.ts';
import { testAdapter } from '../support/test-adapter.ts';

let table: TestTable;
beforeAll(async () => {
  table = await openTestTable();
});
afterAll(() => table.stop());

let tenants = 0;

/** Ingest for one source of a tenant of its own. */
async function open(parts: { readonly store?: EventStore } & Record<string, unknown> = {}) {
  const tenant_id = `i${tenants++}`;
  const sources = sourcesInMemory(await testSource({ tenant_id }));
  const store = table.storeWith([4]);
  const ingest = ingestWith({ sourceStore: sources.store, store, ...parts });
  const stored = async () => {
    const page = await store.eventsByTime(tenant_id, { order: 'asc', limit: 1000 });
    return page.rows.map((row) => JSON.parse(row.body));
  };
  return { ...ingest, sources, stored };
}

const counts = (answer: { body?: string | undefined }) => JSON.parse(answer.body ?? '');
const appended = (n: number) => ({
  appended: n,
  duplicates: 0,
  queued: 0,
  quarantined: 0,
  skipped: 0,
});

describe('a verified webhook', () => {
  it('becomes events, and is archived raw under the id that they name', async () => {
    const { send, stored, archived } = await open();
    const answer = await send(webhook({ events: [{ id: '1' }, { id: '2' }] }));
    expect(answer.statusCode).toBe(200);
    expect(counts(answer)).toEqual(appended(2));
    const events = await stored();
    expect(events).toHaveLength(2);
    expect(archived).toHaveLength(1);
    expect(events[0].origin.delivery_id).toBe(archived[0]?.delivery_id);
  });

  it('appends nothing when it comes again, byte for byte or in another batch', async () => {
    const { send, stored } = await open();
    await send(webhook({ events: [{ id: '1' }, { id: '2' }] }));
    const again = await send(webhook({ events: [{ id: '1' }, { id: '2' }] }));
    expect(counts(again)).toEqual({ ...appended(0), duplicates: 2 });
    const regrouped = await send(webhook({ events: [{ id: '3' }, { id: '2' }] }));
    expect(counts(regrouped)).toEqual({ ...appended(1), duplicates: 1 });
    expect(await stored()).toHaveLength(3);
  });

  it('appends once when two hundred deliveries of it come at once', async () => {
    const { send, stored } = await open();
    const event = webhook({ events: [{ id: '1' }] });
    const answers = await Promise.all(Array.from({ length: 200 }, () => send(event)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(200).fill(200));
    const sum = answers.reduce((total, answer) => total + counts(answer).appended, 0);
    expect(sum).toBe(1);
    expect(await stored()).toHaveLength(1);
  });

  it('is one event through two sources of one account', async () => {
    const tenant_id = `i${tenants++}`;
    const [first, second] = [
      await testSource({ tenant_id }),
      await testSource({ tenant_id, source_id: 'two' }),
    ];
    const sourceStore = sourcesInMemory(first, second).store;
    const { send } = ingestWith({ sourceStore, store: table.storeWith([4]) });
    expect(counts(await send(webhook({ events: [{ id: '1' }] })))).toEqual(appended(1));
    const other = await send(webhook({ events: [{ id: '1' }] }, { sourceId: 'two' }));
    expect(counts(other)).toEqual({ ...appended(0), duplicates: 1 });
  });

  it('has one id for an event without a time, however often it comes', async () => {
    const { send, clock, stored } = await open();
    await send(webhook({ events: [{ id: '1', at: null }] }));
    clock.now += 60_000;
    const again = await send(webhook({ events: [{ id: '1', at: null }] }));
    expect(counts(again)).toEqual({ ...appended(0), duplicates: 1 });
    expect(await stored()).toHaveLength(1);
  });

  it('marks its events where the provider has no lifecycle, in the table and in the queue', async () => {
    const derived = { ...testAdapter, lifecycle: 'derived' as const };
    const store = table.storeWith([4]);
    const kept: (string | undefined)[] = [];
    const keeping: EventStore = Object.assign(Object.create(store), {
      append: (event: PreparedEvent) => {
        kept.push(event.lifecycle);
        return Promise.reject(new LogError('store_unavailable'));
      },
    });
    const add = async (entry: RetryEntry) => {
      const read = retryEntry.parse(JSON.parse(JSON.stringify(entry)));
      kept.push(read.event.lifecycle);
    };
    const parts = { store: keeping, retries: { add } };
    const marked = await open({ ...parts, adapterFor: async () => derived });
    await marked.send(webhook({ events: [{ id: '1' }] }));
    const unmarked = await open(parts);
    await unmarked.send(webhook({ events: [{ id: '1' }] }));
    expect(kept).toEqual(['derived', 'derived', undefined, undefined]);
  });

  it('stores typing only where the source says so', async () => {
    const { send, stored, sources } = await open();
    const typing = { events: [{ id: '1', kind: 'typing' }, { id: '2' }] };
    expect(counts(await send(webhook(typing)))).toEqual({ ...appended(1), skipped: 1 });
    const source = await sources.store.source('src');
    const storing = ingestWith({
      sourceStore: sourcesInMemory({ ...source, store_typing: true } as never).store,
      store: table.storeWith([4]),
    });
    const answer = await storing.send(webhook(typing));
    expect(counts(answer)).toEqual({ ...appended(1), duplicates: 1 });
    expect(await stored()).toHaveLength(2);
  });
});

describe('the bytes of a webhook', () => {
  it.each([
    ['odd white space', ' {\r\n\t"events" :[ { "id":"1" } ] }\n\n'],
    ['a byte-order mark', '\uFEFF{"events":[{"id":"1"}]}'],
    ['escaped unicode', '{"events":[{"id":"1","text":"\\u00e4\\u003c\\ud83d\\ude00"}]}'],
    ['emoji', '{"events":[{"id":"1","text":"😀"}]}'],
  ])('verify with %s, as text and as base64', async (_, body) => {
    const { send } = await open();
    expect(counts(await send(webhook(body)))).toEqual(appended(1));
    const again = await send(webhook(body, { base64: true }));
    expect(counts(again)).toEqual({ ...appended(0), duplicates: 1 });
  });

  it('do not verify with any one of them flipped, and leave no trace', async () => {
    const { send, stored, archived, quarantined } = await open();
    const good = webhook({ events: [{ id: '1' }] }, { base64: true });
    const bytes = Buffer.from(good.body ?? '', 'base64');
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, bits) => {
          const flipped = Buffer.from(bytes);
          flipped[at] = (flipped[at] ?? 0) ^ bits;
          const answer = await send({ ...good, body: flipped.toString('base64') });
          expect(answer.statusCode).toBe(401);
        },
      ),
      { numRuns: 50 },
    );
    expect([await stored(), archived, quarantined]).toEqual([[], [], []]);
  });
});

describe('signatures', () => {
  it('are answered 401 without detail when wrong, whatever the body', async () => {
    const { send, sources } = await open();
    for (const body of ['{', '', '\u0000', { events: [] }]) {
      const answer = await send(webhook(body, { secret: 'wrong' }));
      expect(answer.statusCode).toBe(401);
      expect(JSON.parse(answer.body ?? '')).toMatchObject({ code: 'invalid_signature' });
      expect(JSON.parse(answer.body ?? '')).not.toHaveProperty('detail');
    }
    expect(sources.reads.length).toBe(1);
  });

  it('are looked for without regard to the case of their header', async () => {
    const { send } = await open();
    const event = webhook({ events: [{ id: '1' }] });
    const headers = Object.fromEntries(
      Object.entries(event.headers).map(([name, value]) => [name.toUpperCase(), value]),
    );
    expect((await send({ ...event, headers })).statusCode).toBe(200);
  });

  it('of a rotated secret are taken without a 401, and of the old one until it retires', async () => {
    const { send, sources, clock } = await open();
    const events = { events: [{ id: '1' }] };
    expect((await send(webhook(events))).statusCode).toBe(200);

    const source = await sources.store.source('src');
    if (!source) throw new Error('no source');
    const retires = '2026-11-23T12:02:00.000Z';
    const now = '2026-11-23T12:00:01.000Z';
    await sources.store.replaceSource(await withNewSecret(source, 'fresh', openBox, now, retires));
    clock.now += 6_000;
    expect((await send(webhook(events, { secret: 'fresh' }))).statusCode).toBe(200);
    expect((await send(webhook(events))).statusCode).toBe(200);
    clock.now += 180_000;
    expect((await send(webhook(events))).statusCode).toBe(401);
    expect((await send(webhook(events, { secret: 'fresh' }))).statusCode).toBe(200);
  });

  it('that are wrong cost at most one read of the source in 5 seconds', async () => {
    const { send, sources, clock } = await open();
    for (let i = 0; i < 20; i++) {
      clock.now += 500;
      await send(webhook({ events: [] }, { secret: 'wrong' }));
    }
    expect(sources.reads.length).toBeLessThanOrEqual(3);
  });
});

describe('what cannot be logged', () => {
  it.each([
    ['no JSON', '{"events":', 'unreadable_delivery'],
    ['nothing', '', 'unreadable_delivery'],
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 'unreadable_delivery'],
    ['another shape', '[]', 'unreadable_delivery'],
    ['a form', 'a=b', 'unreadable_delivery'],
  ])('is quarantined whole and answered 200: %s', async (_, body, code) => {
    const { send, stored, quarantined } = await open();
    const answer = await send(webhook(body, { base64: true }));
    expect(answer.statusCode).toBe(200);
    expect(counts(answer)).toEqual({ ...appended(0), quarantined: 1 });
    expect(quarantined[0]?.reasons).toEqual([{ code, message: expect.any(String) }]);
    const kept = Buffer.from(quarantined[0]?.delivery.body_base64 ?? '', 'base64');
    expect(kept).toEqual(Buffer.from(body as string));
    expect(await stored()).toEqual([]);
  });

  it('harms no other event of the delivery, and is named by its position', async () => {
    const { send, stored, quarantined } = await open();
    const events = [
      { id: '0' },
      { id: 7 },
      { id: '2', kind: 'bug', text: 'my card is 4111' },
      { id: '3', kind: 'invalid' },
      { id: '4', text: 'x'.repeat(250 * 1024) },
      { id: '5' },
    ];
    const answer = await send(webhook({ events }));
    expect(counts(answer)).toEqual({ ...appended(2), quarantined: 4 });
    expect((await stored()).map(({ message }) => message.id).sort()).toEqual(['0', '5']);
    expect(quarantined[0]?.reasons.map(({ index, code }) => `${index} ${code}`).sort()).toEqual([
      '1 unreadable_event',
      '2 adapter_failed',
      '3 invalid_event',
      '4 event_too_large',
    ]);
    expect(JSON.stringify(quarantined[0]?.reasons)).not.toContain('4111');
  });

  it('is quarantined when another fact has its id', async () => {
    const store = table.storeWith([4]);
    const conflicting: EventStore = Object.assign(Object.create(store), {
      append: (event: Parameters<EventStore['append']>[0]) => {
        return store.append({ ...event, fact: event.body.includes('second') ? 'b' : 'a' });
      },
    });
    const { send, stored, quarantined } = await open({ store: conflicting });
    await send(webhook({ events: [{ id: '1', text: 'first' }] }));
    const answer = await send(webhook({ events: [{ id: '1', text: 'second' }] }));
    expect(answer.statusCode).toBe(200);
    expect(counts(answer)).toEqual({ ...appended(0), quarantined: 1 });
    expect(quarantined[0]?.reasons).toMatchObject([{ index: 0, code: 'id_conflict' }]);
    expect(await stored()).toHaveLength(1);
  });

  it('is answered 503 when the quarantine is down too', async () => {
    const { send } = await open({
      quarantine: { quarantine: () => Promise.reject(new Error('down')) },
    });
    const answer = await send(webhook('{'));
    expect(answer.statusCode).toBe(503);
    expect(answer.headers).toMatchObject({ 'retry-after': '5' });
  });
});

describe('trouble of our own', () => {
  const down = () => Promise.reject(new LogError('store_unavailable'));

  it('with the table is a 202, and the events wait in the queue with their time', async () => {
    const queued: RetryEntry[] = [];
    const retries = { add: async (entry: RetryEntry) => void queued.push(entry) };
    const store: EventStore = Object.assign(Object.create(table.storeWith([4])), {
      append: down,
      firstArrival: down,
    });
    const { send, clock } = await open({ store, retries });
    const answer = await send(webhook({ events: [{ id: '1' }, { id: '2', at: null }] }));
    expect(answer.statusCode).toBe(202);
    expect(counts(answer)).toEqual({ ...appended(0), queued: 2 });
    const arrived_at = clock.now;
    const marker = { provider: 'test', fact_key: 'message:2', arrived_at };
    expect(queued.find(({ event }) => event.body.includes('"id":"2"'))).toMatchObject({ marker });
    expect(queued.find(({ event }) => event.body.includes('"id":"1"'))).not.toHaveProperty(
      'marker',
    );
    for (const entry of queued)
      expect(retryEntry.parse(JSON.parse(JSON.stringify(entry)))).toEqual(entry);
  });

  it('with the table and its queue is a 503 with Retry-After, and the next delivery appends', async () => {
    const store = table.storeWith([4]);
    let broken = true;
    const flaky: EventStore = Object.assign(Object.create(store), {
      append: (event: Parameters<EventStore['append']>[0]) =>
        broken ? down() : store.append(event),
    });
    const { send } = await open({ store: flaky });
    const answer = await send(webhook({ events: [{ id: '1' }] }));
    expect(answer.statusCode).toBe(503);
    expect(answer.headers).toMatchObject({ 'retry-after': '5' });
    broken = false;
    expect(counts(await send(webhook({ events: [{ id: '1' }] })))).toEqual(appended(1));
  });

  it('with the sources or their secrets is a 503, never a 401 or 404', async () => {
    const store = table.storeWith([4]);
    const noSources = ingestWith({ store, sourceStore: { source: down } });
    expect((await noSources.send(webhook({ events: [] }))).statusCode).toBe(503);
    const sealed = sourcesInMemory(await testSource()).store;
    const secrets = { ...openBox, open: () => Promise.reject(new Error('KMS is down')) };
    const noSecrets = ingestWith({ store, sourceStore: sealed, secrets });
    expect((await noSecrets.send(webhook({ events: [] }))).statusCode).toBe(503);
  });

  it('with the archive is not in the way of the answer', async () => {
    const { send, lines } = await open({
      archive: { archive: () => Promise.reject(new Error('full')) },
    });
    expect((await send(webhook({ events: [{ id: '1' }] }))).statusCode).toBe(200);
    expect(lines.some((line) => line.includes('archive_failed'))).toBe(true);
  });
});

describe('a request that is no webhook', () => {
  it('to no source is a 404', async () => {
    const { send } = await open();
    const answer = await send(webhook({ events: [] }, { sourceId: 'nobody' }));
    expect(answer.statusCode).toBe(404);
    expect(JSON.parse(answer.body ?? '')).toMatchObject({ code: 'unknown_source' });
  });

  it.each(['GET', 'PUT', 'DELETE', 'HEAD'])('with %s is a 405 that names POST', async (method) => {
    const { send } = await open();
    const event = webhook({ events: [] });
    event.requestContext.http.method = method;
    const answer = await send(event);
    expect(answer.statusCode).toBe(405);
    expect(answer.headers).toMatchObject({ allow: 'POST' });
  });

  it('with too large a body is a 413', async () => {
    const { send } = await open();
    expect((await send(webhook('x'.repeat(1_000_001)))).statusCode).toBe(413);
  });
});

describe('a handshake that is signed like an event', () => {
  const adapter = { ...testAdapter, verifiedHandshake: () => ({ status: 200, body: 'c-1' }) };

  it('is answered, and is no event', async () => {
    const { send, stored, archived } = await open({ adapterFor: async () => adapter });
    expect(await send(webhook({ events: [] }))).toMatchObject({ statusCode: 200, body: 'c-1' });
    expect([await stored(), archived]).toEqual([[], []]);
  });

  it('is refused with another signature', async () => {
    const { send } = await open({ adapterFor: async () => adapter });
    expect((await send(webhook({ events: [] }, { secret: 'wrong' }))).statusCode).toBe(401);
  });
});

describe('what is kept of a webhook beside its events', () => {
  it('is no credential, no signature secret and no text in the log lines', async () => {
    const { send, archived, lines } = await open();
    const headers = { authorization: 'Bearer hush', 'x-api-key': 'hush', cookie: 'hush' };
    await send(webhook({ events: [{ id: '1', text: 'my secret wish' }] }, { headers }));
    await send(webhook('{"text":"my secret wish"', { headers }));
    expect(JSON.stringify(archived)).not.toContain('hush');
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).not.toMatch(/hush|wish|s3cret/);
  });

  it('is a request id on every answer, and never a stack', async () => {
    const { send } = await open({ adapterFor: async () => undefined });
    const answer = await send(webhook({ events: [] }));
    expect(answer.statusCode).toBe(500);
    expect(answer.headers).toMatchObject({ 'x-request-id': expect.any(String) });
    expect(answer.body).not.toMatch(/at |Error|\.ts/);
  });
});
