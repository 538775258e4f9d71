import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { problem } from '../../core/api/schemas.ts';
import { httpShell } from '../../core/api/shell.ts';
import { type PreparedEvent, prepareEvent } from '../../core/store/item.ts';
import { createQuery } from '../../lambdas/query/query.ts';
import { expectDocumented } from '../support/documented.ts';
import { completed, draftOf, messageEvent } from '../support/events.ts';
import { gatewayEventOf } from '../support/gateway-events.ts';
import { openTestTable, type TestTable } from '../support/local-store.ts';
import { keptLog } from '../support/logs.ts';

const START = Date.UTC(2026, 10, 20);
const reader = { tenant_id: 'acme', key_id: 'k', scopes: 'events:read' };

let table: TestTable;
const events: PreparedEvent[] = [];
beforeAll(async () => {
  table = await openTestTable();
  const store = table.storeWith([4]);
  for (let i = 0; i < 25; i++) {
    events.push(messageEvent(`m${i}`, START + i * 1000, { thread: `t${i % 2}` }));
  }
  for (const event of events) await store.append(event);
});
afterAll(() => table.stop());

interface Asked {
  readonly query?: Record<string, string>;
  readonly parameters?: Record<string, string>;
  readonly caller?: unknown;
}

async function ask(route: string, { query = {}, parameters = {}, caller = reader }: Asked = {}) {
  const { log } = keptLog();
  const handler = httpShell(createQuery({ ...table.queryParts([4]), version: '1.2.3' }), {
    log,
    elapsed: () => 0,
  });
  const [method = '', path = ''] = route.split(' ');
  const event = gatewayEventOf({ method, path, routeKey: route, query, parameters, caller });
  const answer = await handler(event, {} as Context);
  const text = answer.body ?? '';
  const status = answer.statusCode ?? 0;
  const type = String(answer.headers?.['content-type']);
  expectDocumented({ method, path }, { status, type, text });
  return { status, headers: answer.headers, body: JSON.parse(text) };
}

const LIST = 'GET /v1/events';
const ONE = 'GET /v1/events/{event_id}';
const CONVERSATION = 'GET /v1/conversations/{conversation_id}/events';
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
const conversationOf = (event: PreparedEvent | undefined) => event?.pk.split('#')[1] ?? '';

describe('GET /v1/events', () => {
  it('pages through a time range, both bounds as documented', async () => {
    const range = { from: '2026-11-20T00:00:05Z', to: '2026-11-20T01:00:20+01:00', limit: '4' };
    const got: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const query = cursor ? { ...range, cursor } : range;
      const { status, body } = await ask(LIST, { query });
      expect(status).toBe(200);
      got.push(...ids(body.data));
      expect(body.page.has_more).toBe(body.page.next_cursor !== null);
      if (body.page.next_cursor === null) break;
      cursor = body.page.next_cursor;
    }
    expect(got).toEqual(events.slice(5, 20).map(({ sk }) => sk));
  });

  it('takes a date as its first moment in UTC', async () => {
    const { body } = await ask(LIST, { query: { from: '2026-11-20', to: '2026-11-21' } });
    expect(body.data).toHaveLength(25);
    const { body: none } = await ask(LIST, { query: { from: '2026-11-21' } });
    expect(none).toEqual({ data: [], page: { next_cursor: null, has_more: false } });
  });

  it('goes backwards with order=desc', async () => {
    const { body } = await ask(LIST, { query: { order: 'desc', limit: '3' } });
    expect(ids(body.data)).toEqual(
      events
        .slice(-3)
        .map(({ sk }) => sk)
        .reverse(),
    );
  });

  it.each([
    ['limit', '0', 'invalid_parameter'],
    ['limit', '1001', 'invalid_parameter'],
    ['limit', 'many', 'invalid_parameter'],
    ['limit', '', 'invalid_parameter'],
    ['order', 'random', 'invalid_parameter'],
    ['from', '2026-11-20T00:00:00', 'invalid_parameter'],
    ['from', 'yesterday', 'invalid_parameter'],
    ['cursor', 'AAAA', 'invalid_cursor'],
    ['cursor', '', 'invalid_cursor'],
    ['tenant_id', 'other', 'unknown_parameter'],
    ['__proto__', 'x', 'unknown_parameter'],
  ])('refuses %s=%j with %s', async (name, value, code) => {
    const query = JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`);
    const { status, headers, body } = await ask(LIST, { query });
    expect(status).toBe(400);
    expect(problem.parse(body).code).toBe(code);
    expect(headers).toMatchObject({ 'content-type': 'application/problem+json' });
  });

  it('refuses a cursor with other filters, or of another list', async () => {
    const { body } = await ask(LIST, { query: { limit: '2' } });
    const cursor = body.page.next_cursor;
    const other = await ask(LIST, { query: { cursor, order: 'desc' } });
    expect([other.status, other.body.code]).toEqual([400, 'cursor_mismatch']);
    const parameters = { conversation_id: conversationOf(events[0]) };
    const list = await ask(CONVERSATION, { query: { cursor }, parameters });
    expect([list.status, list.body.code]).toEqual([400, 'cursor_mismatch']);
    const more = await ask(LIST, { query: { cursor, limit: '7' } });
    expect(ids(more.body.data)).toEqual(events.slice(2, 9).map(({ sk }) => sk));
  });
});

describe('GET /v1/conversations/{conversation_id}/events', () => {
  it('gives the events of one conversation', async () => {
    const parameters = { conversation_id: conversationOf(events[1]) };
    const { body } = await ask(CONVERSATION, { parameters });
    expect(ids(body.data)).toEqual(events.filter((_, i) => i % 2 === 1).map(({ sk }) => sk));
  });

  it.each(['nonsense', 'cnv_', '!', 'cnv_0000000000000000000000/x'])(
    'is a 404 for %j',
    async (id) => {
      expect((await ask(CONVERSATION, { parameters: { conversation_id: id } })).status).toBe(404);
    },
  );
});

describe('GET /v1/events/{event_id}', () => {
  it('gives the event as it was stored', async () => {
    const event = prepareEvent(completed(draftOf('NoteAdded', { occurredAt: START })));
    await table.storeWith([4]).append(event);
    const { status, body } = await ask(ONE, { parameters: { event_id: event.sk } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: event.sk, type: 'NoteAdded', tenant_id: 'acme' });
    const query = { conversation_id: conversationOf(event) };
    const consistent = await ask(ONE, { parameters: { event_id: event.sk }, query });
    expect(consistent.body).toEqual(body);
  });

  it.each(['01KAV9FT0000009M9DBWJB34SK', 'nonsense', '', '!', 'ZZZZZZZZZZZZZZZZZZZZZZZZZZ'])(
    'is a 404 for %j',
    async (event_id) => {
      const { status, body } = await ask(ONE, { parameters: { event_id } });
      expect([status, body.code]).toEqual([404, 'not_found']);
    },
  );
});

describe('who may read', () => {
  const stranger = { ...reader, tenant_id: 'other' };

  it('sees nothing of another tenant, by any route or cursor', async () => {
    const [event] = events;
    const event_id = event?.sk ?? '';
    const conversation_id = conversationOf(event);
    const { body: own } = await ask(LIST, { query: { limit: '2' } });
    const cursor = own.page.next_cursor;
    expect((await ask(LIST, { caller: stranger })).body.data).toEqual([]);
    expect((await ask(LIST, { caller: stranger, query: { cursor } })).status).toBe(400);
    expect((await ask(ONE, { caller: stranger, parameters: { event_id } })).status).toBe(404);
    const query = { conversation_id };
    const known = await ask(ONE, { caller: stranger, parameters: { event_id }, query });
    expect(known.status).toBe(404);
    const list = await ask(CONVERSATION, { caller: stranger, parameters: { conversation_id } });
    expect(list.body.data).toEqual([]);
  });

  it.each([
    ['no valid key', { scopes: '' }, 401, 'unauthorized'],
    ['nothing at all', undefined, 401, 'unauthorized'],
    ['a key without the scope', { ...reader, scopes: 'events:write' }, 403, 'forbidden'],
    ['a scope that only begins alike', { ...reader, scopes: 'events:readonly' }, 403, 'forbidden'],
  ])('is refused with %s', async (_, caller, status, code) => {
    for (const route of [LIST, ONE, CONVERSATION]) {
      const answer = await ask(route, { caller: caller ?? {} });
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    }
  });

  it('may read everything as admin', async () => {
    expect((await ask(LIST, { caller: { ...reader, scopes: 'admin' } })).status).toBe(200);
  });
});

describe('everything else', () => {
  it('GET /health answers without a key', async () => {
    const { status, body } = await ask('GET /health', { caller: undefined });
    expect([status, body]).toEqual([200, { status: 'ok', version: '1.2.3' }]);
  });

  it('is a 404, or a 405 that names the methods', async () => {
    const { log } = keptLog();
    const shell = { log, elapsed: () => 0 };
    const handler = httpShell(createQuery({ ...table.queryParts([4]), version: '' }), shell);
    const status = async (method: string, path: string) => {
      const answer = await handler(gatewayEventOf({ method, path }), {} as Context);
      return [answer.statusCode, answer.headers?.allow];
    };
    expect(await status('GET', '/v1/nothing')).toEqual([404, undefined]);
    expect(await status('DELETE', '/v1/events')).toEqual([405, 'GET']);
    expect(await status('POST', '/v1/events/01KAV9FT0000009M9DBWJB34SK')).toEqual([405, 'GET']);
  });

  it('is a 503 when the table is down, and a bare 500 on a bug', async () => {
    const stopped = await openTestTable();
    const store = stopped.storeWith([4]);
    await stopped.stop();
    const { log, lines } = keptLog();
    const shell = { log, elapsed: () => 0 };
    const event = gatewayEventOf({ routeKey: LIST, caller: reader });
    const down = await httpShell(
      createQuery({ ...stopped.queryParts([4]), store, version: '' }),
      shell,
    )(event, {} as Context);
    expect([down.statusCode, down.headers?.['retry-after']]).toEqual([503, '5']);
    const buggy = { eventsByTime: () => Promise.reject(new TypeError('x of undefined')) };
    const failing = createQuery({
      ...table.queryParts([4]),
      store: buggy as never,
      version: '',
    });
    const failed = await httpShell(failing, shell)(event, {} as Context);
    expect(failed.statusCode).toBe(500);
    expect(failed.body).not.toContain('undefined');
    expect(lines.some((line) => line.includes('"error":"TypeError"'))).toBe(true);
  });
});
