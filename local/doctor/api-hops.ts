import type * as z from 'zod';
import { makeApiKey } from '../../core/api/api-key.ts';
import { eventList, health } from '../../core/api/schemas.ts';
import { conversationEvent } from '../../core/events/event.ts';
import type { Deployment } from '../deployment/deployment.ts';
import { DOCTOR_TENANT } from './doctor-rule.ts';
import { addTestSource, postTestEvent, testEvent } from './test-event.ts';
import { type Hop, made, Trouble, textOf, within } from './visit.ts';

/** Seconds until a list must show an event: index entries come a little later than items. */
const INDEX_DEADLINE = 15;

/** A temporary key that could not be removed ends by itself, in milliseconds. */
const KEY_LIFE = 3_600_000;

/** The hops that are seen from outside: through the API and the webhooks. */
export const API_HOPS: readonly Hop[] = [
  {
    name: 'api',
    advice: {
      machine: 'Run npm start in another terminal, with the same PORT, HOST and DATA_DIR.',
      stage: 'Look at the log of the query function; with a domain of your own, at its DNS record.',
    },
    check: async (visit) => {
      const { deployment } = visit;
      visit.version = (await get(deployment, '/health', health)).version;
      return `${deployment.url} answers, version ${visit.version}`;
    },
  },
  {
    name: 'key',
    advice: {
      machine: 'Does the server run with the same DATA_DIR?',
      stage: 'Look at the log of the authorize function: it reads the table and the pepper.',
    },
    check: async (visit) => {
      const { deployment, run, now } = visit;
      made(visit.version, 'API');
      const expiresAt = new Date(now() + KEY_LIFE).toISOString();
      const request = {
        tenantId: DOCTOR_TENANT,
        scopes: ['events:read' as const],
        label: run,
        expiresAt,
      };
      const pepper = await deployment.apiKeyPepper();
      const { text, stored } = makeApiKey(request, pepper, new Date(now()).toISOString());
      await deployment.apiKeys.addApiKey(stored);
      const remove = () => deployment.apiKeys.revokeApiKey(stored.key_id);
      visit.temporary.push({ what: `the API key ${stored.key_id}`, remove });
      await get(deployment, '/v1/events?limit=1', eventList, text);
      visit.apiKey = text;
      return 'a temporary API key reads';
    },
  },
  {
    name: 'source',
    advice: {
      machine: 'Look at what the server prints.',
      stage:
        'The credentials of this terminal need kms:Encrypt with the sealing key, and to write to the table.',
    },
    check: async (visit) => {
      const { deployment, run, now } = visit;
      made(visit.version, 'API');
      const remove = () => deployment.sources.removeSource(run);
      visit.temporary.push({ what: `the source ${run}`, remove });
      visit.source = await addTestSource(deployment, run, now());
      return `a temporary source ${run} is added`;
    },
  },
  {
    name: 'webhook',
    advice: {
      machine:
        'With PUBLIC_URL: does the tunnel run, and lead to the port of npm start? Else look at what the server prints.',
      stage: 'Look at the log of the ingest function: `request_failed` names the error.',
    },
    check: async (visit) => {
      const { deployment, run, now } = visit;
      const event = testEvent(`${run}-1`, now());
      const source = made(visit.source, 'source');
      const { appended, ...others } = await postTestEvent(deployment, source, event.body);
      if (appended !== 1) throw new Trouble(`not appended, but: ${JSON.stringify(others)}`);
      visit.sent = event;
      const milliseconds = now() - Date.parse(event.time);
      return `a signed event to ${deployment.publicUrl} was appended in ${milliseconds} ms`;
    },
  },
  {
    name: 'list',
    advice: {
      machine: 'Look at what the server prints.',
      stage: 'Look at the log of the query function, and at the indexes of the table.',
    },
    check: async (visit) => {
      const { deployment } = visit;
      const [sent, key] = [made(visit.sent, 'event'), made(visit.apiKey, 'key')];
      const to = new Date(Date.parse(sent.time) + 1).toISOString();
      const path = `/v1/events?from=${sent.time}&to=${to}`;
      const event = await within(INDEX_DEADLINE, visit, async () => {
        const { data } = await get(deployment, path, eventList, key);
        return data.find(({ origin }) => origin.event_id === sent.id) ?? null;
      });
      if (!event) throw new Trouble(`not in the list of its time within ${INDEX_DEADLINE} s`);
      visit.logged = event;
      return `its time range holds it: ${event.id}`;
    },
  },
  {
    name: 'event',
    advice: {
      machine: 'Look at what the server prints.',
      stage: 'Look at the log of the query function.',
    },
    check: async (visit) => {
      const { id, conversation_id } = made(visit.logged, 'event');
      const path = `/v1/events/${id}?conversation_id=${conversation_id}`;
      const event = await get(visit.deployment, path, conversationEvent, visit.apiKey);
      if (event.origin.event_id !== visit.sent?.id) throw new Trouble(`${id} is another event`);
      return 'read by its id, consistently';
    },
  },
  {
    name: 'duplicate',
    advice: {
      machine: 'A redelivery must append nothing: this is a bug to report.',
      stage: 'A redelivery must append nothing: this is a bug to report.',
    },
    check: async (visit) => {
      const sent = made(visit.sent, 'event');
      const source = made(visit.source, 'source');
      const result = await postTestEvent(visit.deployment, source, sent.body);
      const { appended, duplicates } = result;
      if (appended !== 0 || duplicates !== 1) throw new Trouble(JSON.stringify(result));
      return 'sent again, it is a duplicate';
    },
  },
];

/** GETs JSON of a schema. @throws Trouble on any other answer */
async function get<Answer>(
  { url }: Deployment,
  path: string,
  schema: z.ZodType<Answer>,
  apiKey?: string,
): Promise<Answer> {
  const headers = apiKey ? { authorization: `Bearer ${apiKey}` } : undefined;
  const signal = AbortSignal.timeout(30_000);
  const response = await fetch(url + path, { ...(headers && { headers }), signal }).catch(
    (error) => {
      throw new Trouble(`${url} cannot be reached: ${textOf(error)}`);
    },
  );
  const [resource] = path.split('?');
  if (response.status !== 200) throw new Trouble(`GET ${resource} answered ${response.status}`);
  const parsed = schema.safeParse(await response.json().catch(() => null));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Trouble(
    `GET ${resource} answered something else (${issue?.path.join('.')}: ${issue?.message})`,
  );
}
