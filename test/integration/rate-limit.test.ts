import { describe, expect, it } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { problem } from '../../core/api/schemas.ts';
import { httpShell } from '../../core/api/shell.ts';
import { RateBudget } from '../../core/runtime/rate-budget.ts';
import { createQuery } from '../../lambdas/query/query.ts';
import { gatewayEventOf } from '../support/gateway-events.ts';
import { keptLog } from '../support/logs.ts';
import { noTickets, unusedParts } from '../support/query-parts.ts';

const NOW = Date.UTC(2026, 10, 23, 9, 30, 20);
const LIST = 'GET /v1/events';
const reader = { tenant_id: 'acme', key_id: 'k1', scopes: 'events:read' };

/** The query function over an empty log, whose keys have a few requests a minute. */
function queryWith({ limit = 3, store = {} }: { limit?: number; store?: object } = {}) {
  const { log, lines } = keptLog();
  let count = 0;
  const counter = { add: async () => ++count };
  const budget = new RateBudget({ counter, limit, log, now: () => NOW });
  const empty = { eventsByTime: async () => ({ rows: [], next: null }), ...store };
  const query = createQuery({
    ...unusedParts,
    store: empty as never,
    tickets: noTickets,
    budget,
    version: '1',
  });
  const handler = httpShell(query, { log, elapsed: () => 0 });
  const ask = (routeKey: string, caller?: unknown, parameters = {}) => {
    const [method = '', path = ''] = routeKey.split(' ');
    return handler(gatewayEventOf({ method, path, routeKey, caller, parameters }), {} as Context);
  };
  return { ask, lines };
}

describe('a keyed route', () => {
  it('tells the budget with every answer, and refuses what is over it', async () => {
    const { ask } = queryWith();
    const one = await ask(LIST, reader);
    expect([one.statusCode, one.headers?.ratelimit]).toEqual([200, '"key";r=2;t=40']);
    expect(one.headers).toMatchObject({ 'ratelimit-policy': '"key";q=3;w=60' });
    const missing = await ask('GET /v1/events/{event_id}', reader, { event_id: 'x' });
    expect([missing.statusCode, missing.headers?.ratelimit]).toEqual([404, '"key";r=1;t=40']);
    const forbidden = await ask(LIST, { ...reader, scopes: 'events:write' });
    expect([forbidden.statusCode, forbidden.headers?.ratelimit]).toEqual([403, '"key";r=0;t=40']);
    const over = await ask(LIST, reader);
    expect([over.statusCode, over.headers?.['retry-after']]).toEqual([429, '40']);
    expect(over.headers).toMatchObject({ ratelimit: '"key";r=0;t=40' });
    const body = problem.parse(JSON.parse(over.body ?? ''));
    expect(body).toMatchObject({ code: 'rate_limited', status: 429 });
    expect(body.detail).toContain('3 requests a minute');
  });

  it('tells it in Zendesk’s words and form on Zendesk’s route', async () => {
    const { ask } = queryWith({ limit: 1 });
    const route = 'GET /api/v2/tickets/{ticket_id}/conversation_log';
    const missing = await ask(route, reader, { ticket_id: '1' });
    expect(missing.headers).toMatchObject({
      'zendesk-ratelimit-omnilog-index': 'total=1; remaining=0; resets=40',
      ratelimit: '"key";r=0;t=40',
      'content-type': 'application/json; charset=utf-8',
    });
    expect(JSON.parse(missing.body ?? '')).toMatchObject({ error: 'RecordNotFound' });
    const over = await ask(route, reader, { ticket_id: '1' });
    expect([over.statusCode, over.headers?.['retry-after']]).toEqual([429, '40']);
    expect(JSON.parse(over.body ?? '')).toEqual({
      error: 'APIRateLimitExceeded',
      description: expect.stringContaining('1 requests a minute'),
    });
    const posted = await ask('POST /api/v2/tickets/1/conversation_log');
    expect([posted.statusCode, posted.headers?.allow]).toEqual([405, 'GET']);
    expect(JSON.parse(posted.body ?? '')).toMatchObject({ error: 'MethodNotAllowed' });
    const nobody = await ask(route, { scopes: '' }, { ticket_id: '1' });
    expect(nobody.statusCode).toBe(401);
    expect(JSON.parse(nobody.body ?? '')).toMatchObject({ error: "Couldn't authenticate you" });
    expect(nobody.headers).not.toHaveProperty('zendesk-ratelimit-omnilog-index');
  });

  it('tells nothing to who has no valid key, and takes nothing off a budget', async () => {
    const { ask } = queryWith({ limit: 1 });
    const nobody = await ask(LIST, { scopes: '' });
    expect([nobody.statusCode, nobody.headers?.ratelimit]).toEqual([401, undefined]);
    expect((await ask('GET /health')).headers).not.toHaveProperty('ratelimit');
    expect((await ask(LIST, reader)).statusCode).toBe(200);
  });

  it('tells the budget when it fails, and still logs the error’s own name', async () => {
    const store = { eventsByTime: () => Promise.reject(new RangeError('secret')) };
    const { ask, lines } = queryWith({ store });
    const failed = await ask(LIST, reader);
    expect([failed.statusCode, failed.headers?.ratelimit]).toEqual([500, '"key";r=2;t=40']);
    expect(lines.join()).toContain('"error":"RangeError"');
    expect(failed.body).not.toContain('secret');
  });
});
