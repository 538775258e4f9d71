import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { makeApiKey } from '../../core/api/api-key.ts';
import { type OperationId, ROUTES, type Route } from '../../core/api/routes.ts';
import { SCOPES, type Scope } from '../../core/runtime/access.ts';
import { prepareEvent } from '../../core/store/item.ts';
import { completed, draftOf } from '../support/events.ts';
import { type RunningApp, startApp } from '../support/running-app.ts';
import { callAddress } from './deployment.ts';

/** The parameters without which an operation does not see what the tenant has. */
const NEEDED: Partial<Record<OperationId, string>> = {
  getMetrics: '?from=2026-11-23&to=2026-11-24',
};

const SECRET_TEXT = 'nobody-else-may-read-this';
const TICKET = '4711';
const guarded = Object.entries<Route>(ROUTES).filter(([, { scope }]) => scope !== null);

let app: RunningApp;
let folder: string;
/** What the tenant has, by the name of the path parameter that names it. */
let theirs: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conversation-log-'));
  app = await startApp(join(folder, 'data'));
  const content = { type: 'text', text: SECRET_TEXT, format: 'plain' } as const;
  const message = { id: 'm1', content };
  const draft = draftOf('MessageReceived', { message, ticket_id: TICKET });
  const event = prepareEvent(completed(draft));
  await app.data.events.append(event);
  await app.drained();
  theirs = {
    event_id: event.sk,
    conversation_id: event.pk.split('#')[1] ?? '',
    ticket_id: TICKET,
  };
});
afterAll(async () => {
  await app?.stop();
  await rm(folder, { recursive: true, force: true });
});

interface KeyOf {
  readonly tenantId?: string;
  readonly scopes?: readonly Scope[];
  readonly expiresAt?: string;
}

async function makeKey({ tenantId = 'acme', scopes = ['admin'], expiresAt }: KeyOf) {
  const request = { tenantId, scopes: [...scopes], label: 'test', expiresAt };
  const { text, stored } = makeApiKey(request, app.data.keys.apiKeyPepper, '2026-11-01T00:00:00Z');
  await app.data.apiKeys.addApiKey(stored);
  return { text, id: stored.key_id };
}

/** Calls an operation for the tenant's own things, with any key. */
function call(id: string, { method, path }: Route, key?: string) {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => theirs[name] ?? `no ${name} made`);
  const query = NEEDED[id as OperationId] ?? '';
  return callAddress(app.url, `${filled}${query}`, {
    method: method === 'ANY' ? 'POST' : method,
    headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
  });
}

const problem = z.object({ status: z.number(), code: z.string() });

/** A problem's code; Zendesk's form has none that is ours. */
function codeOf(json: unknown): string | undefined {
  return problem.safeParse(json).data?.code;
}

describe.each(guarded)('%s', (id, route) => {
  const refused = async (key: string, status: number, code: string) => {
    const answer = await call(id, route, key);
    expect([answer.status, codeOf(answer.json) ?? code]).toEqual([status, code]);
    expect(answer.text).not.toContain(SECRET_TEXT);
  };

  it('refuses who has no key, or one that is expired, revoked or made up', async () => {
    expect((await call(id, route)).status).toBe(401);
    const { text: expired } = await makeKey({ expiresAt: '2026-11-02T00:00:00.000Z' });
    await refused(expired, 401, 'unauthorized');
    const revoked = await makeKey({});
    expect(await app.data.apiKeys.revokeApiKey(revoked.id)).toBe(true);
    await refused(revoked.text, 401, 'unauthorized');
    await refused(`${(await makeKey({})).text.slice(0, -4)}0000`, 401, 'unauthorized');
  });

  it('refuses a key with every scope but the one it needs', async () => {
    const scopes = SCOPES.filter((scope) => scope !== route.scope && scope !== 'admin');
    const { text } = await makeKey({ scopes });
    await refused(text, 403, 'forbidden');
  });

  it('takes a key with the scope it needs', async () => {
    const { text } = await makeKey({ scopes: route.scope === null ? [] : [route.scope] });
    expect([401, 403]).not.toContain((await call(id, route, text)).status);
  });

  // What a foreign key can write is test/integration/append.test.ts's.
  if (route.method !== 'GET') return;
  it('shows a foreign key nothing', async () => {
    const own = await call(id, route, (await makeKey({})).text);
    expect(own.status).toBe(200);
    const { text: foreignKey } = await makeKey({ tenantId: 'other' });
    const foreign = await call(id, route, foreignKey);
    expect(foreign.text).not.toContain(SECRET_TEXT);
    expect([200, 404]).toContain(foreign.status);
    // The tenant sees something, the other sees what it would see of a thing that is not there.
    expect(foreign.text).not.toBe(own.text);
    for (const value of Object.values(theirs)) expect(foreign.text).not.toContain(value);
  });
});
