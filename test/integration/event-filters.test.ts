import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Context } from 'aws-lambda';
import * as fc from 'fast-check';
import { ROUTES } from '../../core/api/routes.ts';
import { httpShell } from '../../core/api/shell.ts';
import { type ConversationEvent, conversationEvent } from '../../core/events/event.ts';
import { mapConcurrently } from '../../core/runtime/batches.ts';
import { eventJson, type PreparedEvent, prepareEvent } from '../../core/store/item.ts';
import { createQuery } from '../../lambdas/query/query.ts';
import { completed, draftOf } from '../support/events.ts';
import { gatewayEventOf } from '../support/gateway-events.ts';
import { openTestTable, type TestTable } from '../support/local-store.ts';
import { keptLog } from '../support/logs.ts';

const START = Date.UTC(2026, 10, 20);
const caller = { tenant_id: 'acme', key_id: 'k', scopes: 'events:read' };
const LIST = 'GET /v1/events';
const CONVERSATION = 'GET /v1/conversations/{conversation_id}/events';
const ONE = 'GET /v1/events/{event_id}';

const TYPES = ['MessageReceived', 'MessageSent', 'NoteAdded', 'TypingStarted'] as const;
const CHANNELS = ['whatsapp', 'web', 'sms'] as const;
const ROLES = ['customer', 'agent', 'bot'] as const;

/** Events that differ in everything that can be filtered by. */
function variedEvent(i: number): PreparedEvent {
  const type = TYPES[i % TYPES.length] ?? 'NoteAdded';
  const role = ROLES[i % 3] ?? 'customer';
  const location = { type: 'location', latitude: 1, longitude: 2 } as const;
  const text = { type: 'text', text: 'x'.repeat(i), format: 'plain' } as const;
  const draft = draftOf(type, {
    fact: { key: `fact:${i}`, part: 'p', rank: 'received' },
    occurredAt: START + i * 1000,
    thread: { key: `t${i % 5}` },
    channel: { type: CHANNELS[(i >> 1) % 3] ?? 'web', metadata: {} },
    actor: { role, key: `person-${i % 7}` },
    ...(type.startsWith('Message') && {
      message: { id: `m${i}`, content: i % 8 < 4 ? text : location },
    }),
  });
  return prepareEvent(completed(draft));
}

let table: TestTable;
const prepared = Array.from({ length: 400 }, (_, i) => variedEvent(i));
const events: ConversationEvent[] = prepared.map((event) => {
  const recorded_at = '2026-11-23T09:30:00.000Z';
  return conversationEvent.parse(JSON.parse(eventJson({ ...event, recorded_at })));
});

beforeAll(async () => {
  table = await openTestTable();
  const store = table.storeWith([4]);
  await mapConcurrently(prepared, 20, (event) => store.append(event));
});
afterAll(() => table.stop());

interface Asked {
  readonly query?: Record<string, string>;
  readonly parameters?: Record<string, string>;
  readonly headers?: Record<string, string>;
}

async function ask(routeKey: string, { headers = {}, ...request }: Asked = {}) {
  const query = createQuery({ ...table.queryParts([4]), version: '1' });
  const handler = httpShell(query, { log: keptLog().log, elapsed: () => 0 });
  const [method = '', path = ''] = routeKey.split(' ');
  const event = gatewayEventOf({ method, path, routeKey, caller, headers, ...request });
  const answer = await handler(event, {} as Context);
  return { status: answer.statusCode, headers: answer.headers ?? {}, body: answer.body ?? '' };
}

/** All ids of a list, page by page. */
async function idsOf(route: string, query: Record<string, string>, parameters = {}) {
  const ids: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const request = { query: cursor ? { ...query, cursor } : query, parameters };
    const { status, body } = await ask(route, request);
    expect(status).toBe(200);
    const { data, page } = ROUTES.listEvents.response.parse(JSON.parse(body));
    ids.push(...data.map(({ id }) => id));
    if (page.next_cursor === null) return ids;
    expect(page.next_cursor).not.toBe(cursor);
    cursor = page.next_cursor;
  }
}

const peopleOf = ({ actor, participant, recipients = [] }: ConversationEvent) => {
  return [actor, participant, ...recipients].flatMap((person) => (person ? [person.id] : []));
};

/** What the API's parameters say, said again over whole events. */
const TESTS: Readonly<Record<string, (event: ConversationEvent, values: string[]) => boolean>> = {
  type: ({ type }, values) => values.includes(type),
  channel: ({ channel }, values) => values.includes(channel.type),
  provider: ({ origin }, values) => values.includes(origin.provider),
  source_id: ({ origin }, values) => values.includes(origin.source_id),
  actor_role: ({ actor }, values) => values.includes(actor.role),
  content_type: ({ message }, values) => values.includes(message?.content?.type ?? ''),
  participant_id: (event, values) => peopleOf(event).some((id) => values.includes(id)),
};

const someOf = (values: readonly string[]) => {
  return fc.subarray([...values], { minLength: 1 }).map((list) => list.join(','));
};
const filters = fc.record(
  {
    type: someOf(TYPES),
    channel: someOf([...CHANNELS, 'voice']),
    provider: fc.constantFrom('test', 'other', 'test,other'),
    source_id: fc.constantFrom('src', 'nothing'),
    actor_role: someOf([...ROLES, 'system']),
    content_type: someOf(['text', 'location', 'image']),
    participant_id: someOf([...new Set(events.flatMap(peopleOf))].slice(0, 4)),
  },
  { requiredKeys: [] },
);

function expectedIds(query: Record<string, string>, among = events): string[] {
  const passes = (event: ConversationEvent) => {
    return Object.entries(TESTS).every(([name, test]) => {
      return query[name] === undefined || test(event, query[name].split(','));
    });
  };
  const ids = among.filter(passes).map(({ id }) => id);
  return query.order === 'desc' ? ids.reverse() : ids;
}

describe('a filtered list', () => {
  const pages = fc.record({
    order: fc.constantFrom('asc', 'desc'),
    limit: fc.constantFrom('1', '7', '100').map(String),
  });

  it('gives exactly the events that pass, for every filter, order and page size', async () => {
    await fc.assert(
      fc.asyncProperty(filters, pages, async (filter, page) => {
        const query = {
          ...filter,
          ...page,
          ...(page.limit === '1' && { from: '2026-11-20T00:06:00Z' }),
        };
        const late = events.filter(({ occurred_at }) => occurred_at >= '2026-11-20T00:06:00.000Z');
        const among = page.limit === '1' ? late : events;
        expect(await idsOf(LIST, query)).toEqual(expectedIds(query, among));
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('is the same for one conversation', async () => {
    await fc.assert(
      fc.asyncProperty(filters, fc.nat(4), async (filter, n) => {
        const conversation_id = events[n]?.conversation_id ?? '';
        const own = events.filter((event) => event.conversation_id === conversation_id);
        const ids = await idsOf(CONVERSATION, { ...filter, limit: '9' }, { conversation_id });
        expect(ids).toEqual(expectedIds(filter, own));
      }),
      { numRuns: 20 },
    );
  }, 60_000);

  it('goes on with the same filters, however they are written, and with no others', async () => {
    const query = { type: 'NoteAdded,MessageSent', limit: '3' };
    const { page } = JSON.parse((await ask(LIST, { query })).body);
    const cursor = page.next_cursor;
    const again = await ask(LIST, {
      query: { ...query, type: 'MessageSent,NoteAdded,MessageSent', fields: 'type', cursor },
    });
    expect(again.status).toBe(200);
    const others: Record<string, string>[] = [
      { type: 'NoteAdded' },
      { ...query, channel: 'web' },
      {},
    ];
    for (const other of others) {
      const { status, body } = await ask(LIST, { query: { ...other, cursor } });
      expect([status, JSON.parse(body).code]).toEqual([400, 'cursor_mismatch']);
    }
  });

  it.each([
    ['type', 'Message'],
    ['type', ''],
    ['type', 'NoteAdded,'],
    ['channel', 'pigeon'],
    ['actor_role', 'customer,boss'],
    ['content_type', 'video2'],
    ['participant_id', 'usr_1'],
    ['participant_id', 'usr_000000000000000000000000 '],
    ['provider', ''],
    ['source_id', 'a'.repeat(129)],
    ['source_id', Array.from({ length: 51 }, (_, i) => i).join(',')],
    ['fields', 'body'],
    ['fields', '__proto__'],
    ['fields', ''],
  ])('refuses %s=%j', async (name, value) => {
    const { status, body } = await ask(LIST, { query: { [name]: value } });
    expect([status, JSON.parse(body).code]).toEqual([400, 'invalid_parameter']);
    expect(JSON.parse(body).detail).toContain(name);
  });
});

describe('how a list is given', () => {
  it('has only the fields asked for, and the id', async () => {
    const { body } = await ask(LIST, { query: { fields: 'type,message', limit: '3' } });
    const { data } = ROUTES.listEvents.response.parse(JSON.parse(body));
    expect(data).toEqual(
      events
        .slice(0, 3)
        .map(({ id, type, message }) => ({ id, type, ...(message && { message }) })),
    );
  });

  it('is one event per line with the way on in headers, for who asks for that', async () => {
    const query = { limit: '150', order: 'desc' };
    const headers = { accept: 'application/x-ndjson, application/json;q=0.5' };
    const first = await ask(LIST, { query, headers });
    expect(first.headers).toMatchObject({
      'content-type': 'application/x-ndjson',
      'x-has-more': 'true',
    });
    const ids = first.body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).id);
    const next = /^<\/v1\/events\?(.+)>; rel="next"$/.exec(String(first.headers.link))?.[1];
    const following = Object.fromEntries(new URLSearchParams(next));
    expect(following).toEqual({ ...query, cursor: first.headers['x-next-cursor'] });
    expect([...ids, ...(await idsOf(LIST, following))]).toEqual(expectedIds(query));
    const empty = await ask(LIST, { query: { from: '2027-01-01' }, headers });
    expect(empty).toMatchObject({ status: 200, body: '' });
    expect(empty.headers).not.toHaveProperty('link');
  });

  it('is gzipped for who takes that', async () => {
    const plain = await ask(LIST);
    const zipped = await ask(LIST, { headers: { 'accept-encoding': 'gzip' } });
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(Buffer.from(zipped.body, 'base64')).toString()).toBe(plain.body);
  });
});

describe('GET /v1/events/{event_id}', () => {
  it('says that nothing changed to who knows the event', async () => {
    const parameters = { event_id: events[0]?.id ?? '' };
    const { headers, status } = await ask(ONE, { parameters });
    const etag = String(headers.etag);
    expect(status).toBe(200);
    for (const known of [etag, `"other", ${etag}`, etag.replace('W/', ''), '*']) {
      const answer = await ask(ONE, { parameters, headers: { 'if-none-match': known } });
      expect(answer).toMatchObject({ status: 304, body: '', headers: { etag } });
    }
    const changed = await ask(ONE, { parameters, headers: { 'if-none-match': '"other"' } });
    expect(changed.status).toBe(200);
  });
});
