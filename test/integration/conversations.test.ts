import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { ROUTES } from '../../core/api/routes.ts';
import { conversationList } from '../../core/api/schemas.ts';
import { httpShell } from '../../core/api/shell.ts';
import type { ConversationSummary } from '../../core/events/summary.ts';
import { ticketPartition } from '../../core/store/keys.ts';
import { createQuery } from '../../lambdas/query/query.ts';
import { rebuildSummaries } from '../../local/commands/rebuild-summaries.ts';
import { TABLE_NAME } from '../../local/table.ts';
import { draftOf, testIdentity } from '../support/events.ts';
import { gatewayEventOf } from '../support/gateway-events.ts';
import { openTestTable, type TestTable } from '../support/local-store.ts';
import { keptLog } from '../support/logs.ts';
import { prepared, summarizeOver } from '../support/summaries.ts';

const START = Date.UTC(2026, 10, 20);
const COUNT = 60;
const STATUSES = ['open', 'pending', 'closed'] as const;
const LIST = 'GET /v1/conversations';
const ONE = 'GET /v1/conversations/{conversation_id}';

let table: TestTable;
let over: Awaited<ReturnType<typeof summarizeOver>>;

/** Threads t0 to t59: their last activity, status, channel and customer follow from their number. */
const lastActivityOf = (n: number) => START + ((n * 37) % COUNT) * 60_000;
const statusOf = (n: number) => STATUSES[n % 3] ?? 'open';
const channelOf = (n: number) => (n % 2 === 0 ? 'whatsapp' : 'web');
const idOf = (n: number) => {
  return testIdentity.conversationId('acme', 'test', { key: `t${n}`, account: 'acc' });
};

async function appendThread(n: number): Promise<void> {
  const shared = {
    thread: { key: `t${n}`, account: 'acc' },
    channel: { type: channelOf(n), metadata: { n: `${n}` } },
    actor: { role: 'customer', key: `c${n % 7}`, name: `Customer ${n % 7}` },
  } as const;
  const message = draftOf('MessageReceived', {
    ...shared,
    occurredAt: lastActivityOf(n) - 1_000,
    fact: { key: `message:${n}`, part: 'message', rank: 'received' },
  });
  const status = statusOf(n);
  const type = status === 'closed' ? 'ConversationClosed' : 'ConversationUpdated';
  const changed = draftOf(type, {
    ...shared,
    occurredAt: lastActivityOf(n),
    fact: { key: `status:${n}`, part: 'status', rank: 'changed' },
    change: { status },
    ...(n === 5 && {
      ticket_id: '35436',
      linked: { provider: 'other', thread: { key: 'elsewhere' } },
    }),
  });
  for (const draft of [message, changed]) await over.events.append(prepared(draft, 'acme'));
}

beforeAll(async () => {
  table = await openTestTable();
  over = await summarizeOver(table);
  for (let n = 0; n < COUNT; n++) await appendThread(n);
  await over.settle();
});
afterAll(() => table.stop());

async function ask(
  route: string,
  query: Record<string, string> = {},
  { tenant = 'acme', id = '' } = {},
) {
  const { log } = keptLog();
  const shell = { log, elapsed: () => 0 };
  const handler = httpShell(createQuery({ ...table.queryParts([4]), version: '1' }), shell);
  const caller = { tenant_id: tenant, key_id: 'k', scopes: 'events:read' };
  const parameters: Record<string, string> = id === '' ? {} : { conversation_id: id };
  const event = gatewayEventOf({ routeKey: route, query, parameters, caller });
  const answer = await handler(event, {} as Context);
  return { status: answer.statusCode, body: JSON.parse(answer.body ?? '') };
}

/** Pages through a list to its end. */
async function listed(query: Record<string, string>): Promise<ConversationSummary[]> {
  const { status, body } = await ask(LIST, query);
  expect(status).toBe(200);
  const { data, page } = conversationList.parse(body);
  if (page.next_cursor === null) return data;
  return [...data, ...(await listed({ ...query, cursor: page.next_cursor }))];
}

/** The threads that fit, newest activity first. */
function expected(fits: (n: number) => boolean): string[] {
  const threads = Array.from({ length: COUNT }, (_, n) => n).filter(fits);
  return threads.sort((a, b) => lastActivityOf(b) - lastActivityOf(a)).map(idOf);
}

const ids = (list: readonly ConversationSummary[]) => list.map((each) => each.conversation_id);
const customerOf = (n: number) => testIdentity.participantId('acme', 'test', `c${n}`);

describe('GET /v1/conversations', () => {
  it.each(['1', '7', '100'])('lists all, newest activity first, in pages of %s', async (limit) => {
    expect(ids(await listed({ limit }))).toEqual(expected(() => true));
  });

  it.each(STATUSES)('keeps to those that are %s', async (status) => {
    const list = await listed({ status, limit: '9' });
    expect(ids(list)).toEqual(expected((n) => statusOf(n) === status));
    expect(new Set(list.map((each) => each.status))).toEqual(new Set([status]));
  });

  it('keeps to a channel, and to what was active since', async () => {
    const since = START + 20 * 60_000;
    const updated_since = new Date(since).toISOString();
    const fits = (n: number) => channelOf(n) === 'web' && lastActivityOf(n) >= since;
    const list = await listed({ channel: 'web', updated_since, limit: '4' });
    expect(ids(list)).toEqual(expected(fits));
  });

  it("keeps to a customer's, with the other filters", async () => {
    const participant_id = customerOf(3);
    expect(ids(await listed({ participant_id, limit: '2' }))).toEqual(expected((n) => n % 7 === 3));
    const open = await listed({ participant_id, status: 'open' });
    expect(ids(open)).toEqual(expected((n) => n % 7 === 3 && statusOf(n) === 'open'));
    expect(await listed({ participant_id: 'usr_000000000000000000000000' })).toEqual([]);
  });

  it("finds one by the provider's id", async () => {
    const named = {
      provider: 'test',
      provider_conversation_id: 't8',
      provider_account_id: 'acc',
    };
    expect(ids(await listed(named))).toEqual([idOf(8)]);
    expect(ids(await listed({ ...named, participant_id: customerOf(1) }))).toEqual([idOf(8)]);
    expect(await listed({ ...named, participant_id: customerOf(2) })).toEqual([]);
    expect(await listed({ ...named, status: 'open' })).toEqual([]);
    expect(await listed({ ...named, provider_account_id: 'other' })).toEqual([]);
  });

  it.each([
    [{ provider: 'test' }, 'invalid_parameter'],
    [{ provider_conversation_id: 't1' }, 'invalid_parameter'],
    [{ provider_account_id: 'acc' }, 'invalid_parameter'],
    [{ status: 'gone' }, 'invalid_parameter'],
    [{ participant_id: 'Ada' }, 'invalid_parameter'],
    [{ order: 'asc' }, 'unknown_parameter'],
  ])('refuses %j', async (query, code) => {
    const { status, body } = await ask(LIST, query);
    expect([status, body.code]).toEqual([400, code]);
  });

  it('refuses a cursor with other filters', async () => {
    const { body } = await ask(LIST, { limit: '2' });
    const cursor = body.page.next_cursor;
    const other = await ask(LIST, { cursor, status: 'open' });
    expect([other.status, other.body.code]).toEqual([400, 'cursor_mismatch']);
  });

  it('shows another tenant nothing', async () => {
    const foreign = { tenant: 'other' };
    const nothing = { data: [], page: { next_cursor: null, has_more: false } };
    expect((await ask(LIST, {}, foreign)).body).toEqual(nothing);
    const participant_id = customerOf(3);
    expect((await ask(LIST, { participant_id }, foreign)).body).toEqual(nothing);
    expect((await ask(ONE, {}, { tenant: 'other', id: idOf(1) })).status).toBe(404);
  });
});

describe('GET /v1/conversations/{conversation_id}', () => {
  it('gives a summary', async () => {
    const { status, body } = await ask(ONE, {}, { id: idOf(5) });
    expect(status).toBe(200);
    expect(ROUTES.getConversation.response.parse(body)).toEqual(body);
    expect(body).toMatchObject({
      conversation_id: idOf(5),
      tenant_id: 'acme',
      status: 'closed',
      channel: { type: 'web', metadata: { n: '5' } },
      ticket_id: '35436',
      messages_received: 1,
      preview: 'Hello',
      participants: expect.arrayContaining([expect.objectContaining({ name: 'Customer 5' })]),
    });
  });

  it.each(['nonsense', 'cnv_000000000000000000000000'])('is a 404 for %s', async (id) => {
    expect((await ask(ONE, {}, { id })).status).toBe(404);
  });
});

describe('what is stored beside summaries', () => {
  it('finds the conversations of a ticket, and the one that it is linked with', async () => {
    const { Items = [] } = await table.client.send(
      new QueryCommand({
        TableName: TABLE_NAME,
        KeyConditionExpression: 'pk = :p',
        ExpressionAttributeValues: { ':p': ticketPartition('acme', '35436') },
      }),
    );
    const linked = testIdentity.conversationId('acme', 'other', { key: 'elsewhere' });
    expect(Items.map(({ sk }) => sk).sort()).toEqual([idOf(5), linked].sort());
  });

  it('is not seen in lists of events', async () => {
    const { rows } = await over.events.eventsByTime('acme', { order: 'asc', limit: 1_000 });
    expect(rows).toHaveLength(2 * COUNT);
    expect(await over.eventsOf('acme', idOf(5))).toHaveLength(2);
  });

  it('can be rebuilt from the events', async () => {
    const before = await listed({});
    const counts = await rebuildSummaries('acme', over.events, over.projector);
    expect(counts).toEqual({ conversations: COUNT, events: 2 * COUNT });
    const after = await listed({});
    expect(after.map((each) => ({ ...each, version: 0 }))).toEqual(
      before.map((each) => ({ ...each, version: 0 })),
    );
  });
});
