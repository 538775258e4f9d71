import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { bodyOf } from '../../client/api-error.ts';
import { createClient } from '../../client/client.ts';
import { items } from '../../client/pages.ts';
import { conversationList, eventList } from '../../core/api/schemas.ts';
import { conversationEvent } from '../../core/events/event.ts';
import { conversationSummary } from '../../core/events/summary.ts';
import { adapterOf } from '../support/adapters.ts';
import { messageEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { sunshineMessage } from '../support/webhooks.ts';
import type { Answer, Deployment } from './deployment.ts';

const PROVIDER = 'sunshine-conversations';
const SECRET = 's3cret';

/** Names that no other run has used, for a deployment that is there before and after. */
const run = randomBytes(4).toString('hex');
const tenant = `e2e-${run}`;
const source = `e2e-${run}`;

const problem = z.object({ code: z.string(), request_id: z.string() });
const counts = z.object({
  appended: z.number(),
  duplicates: z.number(),
  quarantined: z.number(),
});
const busEvent = z.looseObject({ detail: z.looseObject({ id: z.string() }) });

/** A `fetch` that calls a deployment as it is called from here, whatever its name. */
function fetchFrom({ call }: Deployment) {
  return async ({ url, method, headers }: Request): Promise<Response> => {
    const { pathname, search } = new URL(url);
    const answer = await call(pathname + search, { method, headers: Object.fromEntries(headers) });
    return new Response(answer.text, { status: answer.status, headers: answer.headers });
  };
}

/**
 * What every deployment must do, on one machine and on any AWS endpoint: the same tests run against
 * both, so that what was seen here holds there.
 * @param skipped names of tests that an engine cannot pass, each with the reason
 */
export function testDeployment(
  name: string,
  open: () => Promise<Deployment>,
  skipped: Readonly<Record<string, string>> = {},
): void {
  const test = (title: string, body: () => Promise<void>) => {
    const reason = skipped[title];
    if (reason) it.skip(`${title} (${reason})`, body);
    else it(title, body, 120_000);
  };

  describe(name, () => {
    let log: Deployment;
    let key: string;

    beforeAll(async () => {
      log = await open();
      key = await log.makeKey({ tenant, scopes: ['events:read'] });
      await log.addSource({ id: source, provider: PROVIDER, tenant, secret: SECRET });
    }, 300_000);
    afterAll(() => log?.close());

    const get = (path: string, apiKey = key) => {
      return log.call(path, { headers: { authorization: `Bearer ${apiKey}` } });
    };
    const post = (body: Buffer, secret = SECRET, type = 'application/json'): Promise<Answer> => {
      const url = `/v1/ingest/${source}`;
      const headers = { 'content-type': type };
      const signature = adapterOf(PROVIDER).sign({ url, headers, body }, secret, Date.now());
      return log.call(url, { method: 'POST', headers: { ...headers, ...signature }, body });
    };
    const send = async (id: string, thread = id) => {
      const answer = await post(Buffer.from(JSON.stringify(sunshineMessage(id, { thread }))));
      return { ...answer, counts: counts.parse(answer.json) };
    };
    const client = () => {
      return createClient({ baseUrl: 'http://log', apiKey: key, fetch: fetchFrom(log) });
    };
    const listed = async () => {
      const query = { limit: 100 };
      const body = bodyOf(await client().GET('/v1/events', { params: { query } }));
      return eventList.parse(body).data;
    };
    const idsOf = async (conversation_id: string, order: 'asc' | 'desc') => {
      const path = { conversation_id };
      const ask = (cursor?: string) => {
        const params = { path, query: { limit: 3, order, cursor } };
        return client().GET('/v1/conversations/{conversation_id}/events', { params });
      };
      return (await Array.fromAsync(items(ask))).map(({ id }) => id);
    };
    const eventOf = (messageId: string) => {
      return eventually(async () => {
        return (await listed()).find(({ message }) => message?.id === messageId);
      });
    };

    test('answers /health', async () => {
      const answer = await log.call('/health');
      expect([answer.status, answer.json]).toMatchObject([200, { status: 'ok' }]);
    });

    test('takes a webhook to the log API: by time, by id, by conversation', async () => {
      expect((await send('m1')).counts).toMatchObject({ appended: 1, duplicates: 0 });
      const event = await eventOf('m1');
      expect(event).toMatchObject({ type: 'MessageReceived', tenant_id: tenant });
      expect((await get(`/v1/events/${event.id}`)).json).toEqual(event);
      const consistent = `/v1/events/${event.id}?conversation_id=${event.conversation_id}`;
      expect((await get(consistent)).json).toEqual(event);
      const own = await get(`/v1/conversations/${event.conversation_id}/events`);
      expect(eventList.parse(own.json).data).toEqual([event]);
    });

    test('refuses a duplicate, and keeps the event once', async () => {
      await send('m2');
      const again = await send('m2');
      expect([again.status, again.counts]).toMatchObject([200, { appended: 0, duplicates: 1 }]);
      await eventOf('m2');
      const all = await listed();
      expect(all.filter(({ message }) => message?.id === 'm2')).toHaveLength(1);
    });

    test('fires a rule of the bus with the event as the API gives it', async () => {
      await send('m3');
      const event = await eventOf('m3');
      const fired = await eventually(async () => {
        const events = (await log.busEvents()).map((each) => busEvent.parse(each));
        return events.find(({ detail }) => detail.id === event.id);
      });
      expect(fired).toMatchObject({
        source: 'conversation-log',
        'detail-type': 'MessageReceived',
        detail: event,
      });
    });

    test('takes the event to the lake', async () => {
      await send('m4');
      const { id } = await eventOf('m4');
      expect(await eventually(async () => (await log.lakeIds()).includes(id))).toBe(true);
    });

    test('pages through a list without gaps or repeats, either way', async () => {
      for (const n of [1, 2, 3, 4, 5, 6, 7]) await send(`page-${n}`, 'page');
      const { conversation_id } = await eventOf('page-7');
      const ascending = await idsOf(conversation_id, 'asc');
      expect(ascending).toEqual([...new Set(ascending)].sort());
      expect(ascending).toHaveLength(7);
      expect(await idsOf(conversation_id, 'desc')).toEqual(ascending.reverse());
    });

    test('lists a conversation by its last activity, and finds it by the ids of its provider', async () => {
      await send('summary-1', 'summary');
      const { conversation_id } = await eventOf('summary-1');
      const path = `/v1/conversations/${conversation_id}`;
      const one = await eventually(async () => {
        const answer = await get(path);
        return answer.status === 200 && conversationSummary.parse(answer.json);
      });
      expect(one).toMatchObject({ tenant_id: tenant, messages_received: 1, status: 'open' });
      const inList = async (query: string) => {
        const answer = await get(`/v1/conversations?limit=1000&${query}`);
        const { data } = conversationList.parse(answer.json);
        return data.some((each) => each.conversation_id === conversation_id);
      };
      expect(await eventually(() => inList('status=open'))).toBe(true);
      const named = `provider=${PROVIDER}&provider_conversation_id=summary`;
      expect(await inList(named)).toBe(true);
      expect(await inList(`participant_id=${one.participants[0]?.id}`)).toBe(true);
    });

    test('verifies the bytes as they were sent', async () => {
      const text = JSON.stringify(sunshineMessage('bytes-🙂')).replace('{', '{ \n\t');
      expect((await post(Buffer.from(`\uFEFF${text}`))).status).toBe(200);
      const event = await eventOf('bytes-🙂');
      expect(conversationEvent.parse(event).message?.id).toBe('bytes-🙂');
    });

    test('refuses what is not signed, and tells nothing', async () => {
      const answer = await post(Buffer.from(JSON.stringify(sunshineMessage('m5'))), 'wrong');
      expect([answer.status, problem.parse(answer.json).code]).toEqual([401, 'invalid_signature']);
      const nobody = await log.call('/v1/ingest/nobody', { method: 'POST' });
      expect([nobody.status, problem.parse(nobody.json).code]).toEqual([404, 'unknown_source']);
      const put = await log.call(`/v1/ingest/${source}`, { method: 'PUT' });
      expect([put.status, put.headers.allow]).toEqual([405, 'POST']);
    });

    test('keeps what cannot be read, and answers 200', async () => {
      const body = Buffer.from(`{"broken ${run}`);
      expect(counts.parse((await post(body)).json)).toMatchObject({ quarantined: 1 });
      const { quarantined } = await eventually(async () => {
        const kept = await log.kept();
        return kept.quarantined.some((text) => text.includes(body.toString('base64'))) && kept;
      });
      expect(quarantined.join()).toContain('unreadable_delivery');
    });

    test('archives every verified delivery raw, under the id that its events name', async () => {
      await send('m6');
      const { origin } = await eventOf('m6');
      const archived = await eventually(async () => {
        const kept = await log.kept();
        return kept.archived.find((text) => text.includes(origin.delivery_id));
      });
      expect(archived).toContain('body_base64');
      expect(archived).not.toContain(SECRET);
    });

    test('knows who calls: no key, a wrong key, a key without the scope', async () => {
      expect((await log.call('/v1/events')).status).toBe(401);
      const wrong = await get(
        '/v1/events',
        'clog_0000000000000000_00000000000000000000000000000000',
      );
      expect([wrong.status, problem.parse(wrong.json).code]).toEqual([401, 'unauthorized']);
      const writer = await log.makeKey({ tenant, scopes: ['events:write'] });
      const forbidden = await get('/v1/events', writer);
      expect([forbidden.status, problem.parse(forbidden.json).code]).toEqual([403, 'forbidden']);
    });

    test('shows a tenant nothing of another', async () => {
      await send('m7');
      const event = await eventOf('m7');
      const foreign = await log.makeKey({ tenant: `${tenant}-x`, scopes: ['admin'] });
      expect((await get('/v1/events', foreign)).json).toMatchObject({ data: [] });
      for (const path of [
        `/v1/events/${event.id}`,
        `/v1/events/${event.id}?conversation_id=${event.conversation_id}`,
      ]) {
        expect((await get(path, foreign)).status).toBe(404);
      }
      const own = await get(`/v1/conversations/${event.conversation_id}/events`, foreign);
      expect(own.json).toMatchObject({ data: [] });
    });

    test('answers what there is not, and what is asked wrongly, as problems', async () => {
      const nothing = await get('/v1/nothing');
      expect([nothing.status, problem.parse(nothing.json).code]).toEqual([404, 'not_found']);
      const typo = await get('/v1/events?form=2026-11-23');
      expect([typo.status, problem.parse(typo.json).code]).toEqual([400, 'unknown_parameter']);
      expect(typo.headers['content-type']).toBe('application/problem+json');
      expect(typo.headers['x-request-id']).toBe(problem.parse(typo.json).request_id);
    });

    test('appends what waits because the table was down', async () => {
      const waiting = messageEvent(`waiting-${run}`, Date.UTC(2026, 10, 24), { tenantId: tenant });
      await log.enqueueForTable(JSON.stringify({ sink: 'table', event: waiting }));
      const event = await eventOf(`waiting-${run}`);
      expect(event.id).toBe(waiting.sk);
    });
  });
}
