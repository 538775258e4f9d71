import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { problem } from '../../core/api/schemas.ts';
import { httpShell } from '../../core/api/shell.ts';
import { conversationEvent } from '../../core/events/event.ts';
import { createAppend } from '../../lambdas/append/append.ts';
import { messageEvent, testIdentity } from '../support/events.ts';
import { gatewayEventOf } from '../support/gateway-events.ts';
import { openTestTable, type TestTable } from '../support/local-store.ts';
import { keptLog } from '../support/logs.ts';
import { ampleBudget } from '../support/query-parts.ts';

const ROUTE = 'POST /v1/conversations/{conversation_id}/events';
const NOW = Date.UTC(2026, 10, 23, 12);
const writer = { tenant_id: 'acme', key_id: 'k1', scopes: 'events:write' };

let table: TestTable;
let conversations = 0;
beforeAll(async () => {
  table = await openTestTable();
});
afterAll(() => table.stop());

/** A conversation with one message of a customer. */
async function conversation(): Promise<string> {
  const name = `c${conversations++}`;
  const event = messageEvent(name, NOW - 60_000, { thread: name });
  await table.storeWith([4]).append(event);
  return event.pk.split('#')[1] ?? '';
}

const clock = { now: NOW };

interface Posted {
  readonly key?: string;
  readonly caller?: unknown;
  readonly query?: Record<string, string>;
}

async function post(
  conversationId: string,
  body: unknown,
  { key, caller = writer, query }: Posted = {},
) {
  const append = createAppend({
    store: table.storeWith([4], () => clock.now),
    identity: testIdentity,
    budget: ampleBudget(),
    now: () => clock.now,
  });
  const handler = httpShell(append, { log: keptLog().log, elapsed: () => 0 });
  const event = gatewayEventOf({
    method: 'POST',
    routeKey: ROUTE,
    parameters: { conversation_id: conversationId },
    ...(query && { query }),
    headers: key === undefined ? {} : { 'Idempotency-Key': key },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    caller,
  });
  const answer = await handler(event, {} as Context);
  return { status: answer.statusCode, body: JSON.parse(answer.body ?? '') };
}

const eventsIn = async (conversationId: string) => {
  const store = table.storeWith([4]);
  return (await store.eventsOfConversation('acme', conversationId, { order: 'asc', limit: 100 }))
    .rows;
};

const note = { type: 'NoteAdded', note: { text: 'call back', format: 'plain' } };
const closed = { type: 'ConversationClosed', change: { reason: 'spam' } };

describe('POST /v1/conversations/{conversation_id}/events', () => {
  it.each([
    [{ type: 'ConversationAnnotated', annotation: { label: 'spam', score: 0.97, model: 'm1' } }],
    [note],
    [{ type: 'ConversationTagged', change: { tags_added: ['vip'] } }],
    [{ type: 'ConversationTagged', change: { tags_added: [], tags_removed: ['vip'] } }],
    [closed],
    [{ type: 'ConversationClosed' }],
    [{ type: 'ConversationReopened' }],
    [{ type: 'RatingGiven', rating: { score: 4, scale: 5 } }],
    [{ type: 'MessageSent', message: { content: { type: 'text', text: 'Hi', format: 'plain' } } }],
  ])('appends %j', async (body) => {
    const id = await conversation();
    const { status, body: answer } = await post(id, body, { key: 'one' });
    expect(status).toBe(201);
    const event = conversationEvent.parse(answer);
    expect(event).toMatchObject({
      ...body,
      conversation_id: id,
      tenant_id: 'acme',
      occurred_at: '2026-11-23T12:00:00.000Z',
      origin: { provider: 'api', source_id: 'api', account_id: 'k1', event_id: 'one' },
      channel: { type: 'whatsapp', metadata: {} },
      actor: { role: 'system', provider_id: 'k1' },
    });
    expect((await eventsIn(id)).map(({ sk }) => sk)).toContain(event.id);
  });

  it('knows whom a message goes to, and what a closed conversation is', async () => {
    const id = await conversation();
    const content = { type: 'image', url: 'https://x.example/a.png' };
    const sent = await post(id, { id: 'm7', type: 'MessageSent', message: { content } });
    expect(sent.body).toMatchObject({
      recipients: [{ role: 'customer', channel_id: '+15550100' }],
      message: { id: 'm7', attachment_count: 1 },
    });
    expect((await post(id, closed, { key: 'c' })).body.change).toEqual({
      status: 'closed',
      reason: 'spam',
    });
  });

  it('takes an actor by id, or names one by the caller’s id', async () => {
    const id = await conversation();
    const actor = { role: 'agent', provider_id: 'a7', name: 'Grace' };
    const named = await post(id, { ...note, actor }, { key: '1' });
    expect(named.body.actor).toEqual({ ...actor, id: expect.stringMatching(/^usr_/) });
    const known = { role: 'agent', id: named.body.actor.id };
    const again = await post(id, { ...note, actor: known }, { key: '2' });
    expect(again.body.actor).toEqual(known);
  });

  it('answers a repetition with the first event, whenever it comes', async () => {
    const id = await conversation();
    const first = await post(id, closed, { key: 'same' });
    clock.now += 3_600_000;
    const again = await post(id, closed, { key: 'same' });
    const byBody = await post(id, { change: closed.change, id: 'same', type: closed.type });
    clock.now = NOW;
    expect([first.status, again.status, byBody.status]).toEqual([201, 200, 200]);
    expect([again.body, byBody.body]).toEqual([first.body, first.body]);
    expect(await eventsIn(id)).toHaveLength(2);
  });

  it('appends once however many repeat it at once', async () => {
    const id = await conversation();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post(id, note, { key: 'many' })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await eventsIn(id)).toHaveLength(2);
  });

  it.each([
    ['another type', note],
    ['another reason', { ...closed, change: { reason: 'done' } }],
    ['another time', { ...closed, occurred_at: '2026-11-23T11:00:00Z' }],
  ])('refuses %s with the same key', async (_, other) => {
    const id = await conversation();
    await post(id, closed, { key: 'k' });
    const { status, body } = await post(id, other, { key: 'k' });
    expect([status, problem.parse(body).code]).toEqual([409, 'id_conflict']);
    expect(await eventsIn(id)).toHaveLength(2);
  });

  it('keeps keys of different conversations apart', async () => {
    const [one, two] = [await conversation(), await conversation()];
    const first = await post(one, note, { key: 'k' });
    const second = await post(two, note, { key: 'k' });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.body.id).not.toBe(second.body.id);
  });

  it('has the time that the caller gives', async () => {
    const id = await conversation();
    const body = { ...note, occurred_at: '2026-11-20T10:00:00+01:00' };
    const answer = await post(id, body, { key: 'k' });
    expect(answer.body.occurred_at).toBe('2026-11-20T09:00:00.000Z');
    expect(answer.body.recorded_at).toBe('2026-11-23T12:00:00.000Z');
  });

  it.each([
    ['no JSON', '{"type":', 'invalid_body'],
    ['no object', '[]', 'invalid_body'],
    ['a type of the log’s own', { type: 'MessageReceived' }, 'invalid_body'],
    ['a field that is not known', { ...note, text: 'x' }, 'invalid_body'],
    ['no note', { type: 'NoteAdded' }, 'invalid_body'],
    ['no tag', { type: 'ConversationTagged', change: {} }, 'invalid_body'],
    ['a status of its own', { ...closed, change: { status: 'open' } }, 'invalid_body'],
    ['a time without zone', { ...note, occurred_at: '2026-11-20T10:00:00' }, 'invalid_body'],
    ['nobody as actor', { ...note, actor: { role: 'agent' } }, 'invalid_body'],
    ['another id than the header', { ...note, id: 'other' }, 'invalid_body'],
    [
      'more than fits',
      { ...note, note: { text: 'x'.repeat(250_000), format: 'plain' } },
      'body_too_large',
    ],
  ])('refuses %s', async (_, body, code) => {
    const id = await conversation();
    const answer = await post(id, body, { key: 'k' });
    expect([answer.status, problem.parse(answer.body).code]).toEqual([
      code === 'body_too_large' ? 413 : 400,
      code,
    ]);
    expect(await eventsIn(id)).toHaveLength(1);
  });

  it('refuses a request without a key, with a parameter, for no conversation', async () => {
    const id = await conversation();
    const keyless = await post(id, note);
    expect([keyless.status, keyless.body.code]).toEqual([400, 'invalid_body']);
    expect(keyless.body.detail).toContain('Idempotency-Key');
    const asked = await post(id, note, { key: 'k', query: { dry_run: '1' } });
    expect([asked.status, asked.body.code]).toEqual([400, 'unknown_parameter']);
    for (const other of ['cnv_000000000000000000000000', 'nonsense', '!']) {
      expect((await post(other, note, { key: 'k' })).status).toBe(404);
    }
  });

  it('needs the scope, and sees no conversation of another tenant', async () => {
    const id = await conversation();
    const reader = { ...writer, scopes: 'events:read' };
    expect((await post(id, note, { key: 'k', caller: reader })).status).toBe(403);
    expect((await post(id, note, { key: 'k', caller: { scopes: '' } })).status).toBe(401);
    const stranger = { ...writer, tenant_id: 'other', scopes: 'admin' };
    expect((await post(id, note, { key: 'k', caller: stranger })).status).toBe(404);
    expect(await eventsIn(id)).toHaveLength(1);
  });
});
