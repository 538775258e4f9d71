import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import * as z from 'zod';
import { eventList } from '../../core/api/schemas.ts';
import {
  expectAsInDocument,
  GET_OPERATIONS,
  type Operation,
  type Parameter,
} from '../support/openapi.ts';
import { type RunningApp, startApp } from '../support/running-app.ts';
import { sendWebhook, sunshineMessage } from '../support/webhooks.ts';
import { callAddress } from './deployment.ts';

/** Requests per operation: `FUZZ_RUNS=10000 npm test -- openapi-fuzz` looks longer. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 100);

let app: RunningApp;
let folder: string;
/** Values that mean something to the running app, by the parameter's name. */
let meaningful: Readonly<Record<string, readonly string[]>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conversation-log-'));
  app = await startApp(join(folder, 'data'));
  for (const n of [1, 2, 3, 4, 5, 6]) {
    await sendWebhook(
      app.url,
      'sunshine-conversations',
      sunshineMessage(`m${n}`, { thread: `c${n % 2}` }),
    );
  }
  const example = 'core/providers/zendesk-support/examples/ticket-created.json';
  const ticket = ticketCreated.parse(JSON.parse(await readFile(example, 'utf8')));
  await sendWebhook(app.url, 'zendesk-support', ticket);
  await app.drained();
  const { data, page } = eventList.parse((await app.get('/v1/events?limit=2')).body);
  const times = ['2026-11-23', '2026-11-23T09:30:00Z', '1970-01-01', '9999-12-31T23:59:59.999Z'];
  meaningful = {
    event_id: data.map(({ id }) => id),
    conversation_id: data.map((event) => event.conversation_id),
    participant_id: data.map(({ actor }) => actor.id),
    cursor: [page.next_cursor ?? ''],
    from: times,
    to: times,
    // Holds an answer open.
    wait: ['0'],
    updated_since: times,
    ticket_id: [ticket.detail.id],
    type: ['MessageReceived', 'MessageReceived,MessageSent'],
    channel: ['web', 'web,whatsapp'],
    provider: ['sunshine-conversations'],
    source_id: ['sunshine-conversations'],
    actor_role: ['customer', 'agent,bot'],
    content_type: ['text'],
    fields: ['type', 'id,message'],
    time_zone: ['UTC', 'Europe/Berlin', 'Asia/Kathmandu'],
  };
});
afterAll(async () => {
  await app?.stop();
  await rm(folder, { recursive: true, force: true });
});

const ticketCreated = z.looseObject({ detail: z.looseObject({ id: z.string() }) });

/** Any text that can stand in a URL; `.` and `..` as a path segment name another resource. */
const anyText = fc.string({ unit: 'grapheme' }).filter((text) => !/^\.{0,2}$/.test(text));

function valid({ name, schema }: Parameter): fc.Arbitrary<string> {
  const values = meaningful[name] ?? schema.enum;
  if (values) return fc.constantFrom(...values);
  if (schema.type === 'integer') {
    const { minimum: min = -10, maximum: max = 10 } = schema;
    return fc.integer({ min, max }).map(String);
  }
  if (schema.type === 'boolean') return fc.constantFrom('true', 'false');
  return schema.pattern ? fc.stringMatching(new RegExp(schema.pattern)) : anyText;
}

function anyValue(parameter: Parameter): fc.Arbitrary<string> {
  const numbers = fc.oneof(fc.integer(), fc.double()).map(String);
  return fc.oneof({ weight: 30, arbitrary: valid(parameter) }, anyText, numbers);
}

/** A cursor fits one list and its filters: with more of them nearly every request would be wrong. */
function maybe({ name }: Parameter, value: fc.Arbitrary<string>) {
  const absent = fc.constant(null);
  const weight = name === 'cursor' ? 9 : 1;
  return fc.oneof({ weight, arbitrary: absent }, { weight: 1, arbitrary: value });
}

/** A request's path with its query: mostly what the document allows, now and then not. */
function requestOf({ path, parameters }: Operation): fc.Arbitrary<string> {
  const values = parameters.map((parameter) => {
    const value = anyValue(parameter);
    const needed = parameter.in === 'path' || parameter.required;
    return fc.tuple(fc.constant(parameter), needed ? value : maybe(parameter, value));
  });
  const unknown = fc.oneof(
    { weight: 19, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.tuple(anyText, anyText) },
  );
  return fc.tuple(fc.tuple(...values), unknown).map(([given, further]) => {
    const query = new URLSearchParams(further ? [further] : []);
    let filled = path;
    for (const [{ name, in: place }, value] of given) {
      if (value === null) continue;
      if (place === 'query') query.append(name, value);
      else filled = filled.replace(`{${name}}`, () => encodeURIComponent(value));
    }
    return query.size === 0 ? filled : `${filled}?${query}`;
  });
}

describe('every answer is as docs/openapi.json says', () => {
  it.each(GET_OPERATIONS.map((operation) => [operation.operationId, operation] as const))(
    '%s',
    async (_, operation) => {
      const keys = fc.oneof(
        { weight: 8, arbitrary: fc.constant(`Bearer ${app.apiKey}`) },
        fc.constantFrom('', 'Bearer clog_0_0', 'Basic !', 'Negotiate x'),
      );
      const statuses = new Set<number>();
      await fc.assert(
        fc.asyncProperty(requestOf(operation), keys, async (path, authorization) => {
          const { status, headers, text } = await callAddress(app.url, path, {
            headers: authorization === '' ? {} : { authorization },
          });
          statuses.add(status);
          if (status >= 500) throw new Error(`${status} ${text}`);
          expectAsInDocument(operation, { status, type: headers['content-type'] ?? '', text });
        }),
        { numRuns: RUNS },
      );
      expect([...statuses]).toEqual(expect.arrayContaining([200, 400]));
    },
    600_000,
  );
});
