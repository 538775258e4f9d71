import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LogRecord } from '../../core/api/zendesk-schemas.ts';
import { openTestTable, type TestTable } from '../support/local-store.ts';
import {
  aliasTicket,
  conversationsNaming,
  exampleWebhook,
  ingestWebhooks,
  zendeskRoute,
} from '../support/zendesk.ts';

const SUPPORT = 'zendesk-support';
const SUNSHINE = 'sunshine-conversations';

let table: TestTable;
let ask: ReturnType<typeof zendeskRoute>;
beforeAll(async () => {
  table = await openTestTable();
  ask = zendeskRoute(table);
});
afterAll(() => table.stop());

const support = (...names: string[]) => {
  return ingestWebhooks(table, SUPPORT, ...names.map((name) => exampleWebhook(SUPPORT, name)));
};
const aliasNamed = async (ticketId: string) => {
  for (const id of await conversationsNaming(table, ticketId)) {
    await aliasTicket(table, ticketId, id);
  }
};
const recordsOf = async (ticketId: string): Promise<readonly LogRecord[]> => {
  const { page } = await ask(ticketId);
  if (!page) throw new Error('the answer is not in the contract');
  return page.events;
};

describe('the comments of a ticket', () => {
  beforeAll(async () => {
    await support(
      'ticket-created',
      'comment-added-first',
      'comment-added-by-agent',
      'comment-added-note',
      'comment-added-by-customer',
      'comment-added-without-text',
      'comment-redacted',
      'attachment-linked-image',
      'attachment-linked-file',
      'attachment-redacted',
    );
    const hiding = exampleWebhook(SUPPORT, 'comment-made-private');
    hiding.event.comment.id = '21600000001050';
    await ingestWebhooks(table, SUPPORT, hiding);
    await aliasNamed('7316');
  });

  it('are records of the contract, oldest first, each once', async () => {
    const records = await recordsOf('7316');
    expect(records.map(({ type }) => type)).toEqual(records.map(() => 'Comment'));
    expect(records.map(({ id }) => id)).toEqual(records.map(({ id }) => id).sort());
    expect(records[0]).toEqual({
      id: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
      type: 'Comment',
      reference: expect.stringMatching(/^zen:ticket_event:\d+$/),
      created_at: '2026-11-20T08:15:02Z',
      attachments: expect.any(Array),
      author: { type: 'user', 'zen:support:user_id': 21500000000417 },
      content: {
        type: 'html',
        body: '<div class="zd-comment" dir="auto">My espresso machine leaks from the steam wand since yesterday. Order 88-1402.</div>',
      },
      metadata: { custom: {}, system: {}, ticket_version: 0, public: true },
    });
  });

  it('are public or not, with the rich form of their text', async () => {
    const records = await recordsOf('7316');
    const byReference = new Map(records.map((record) => [record.reference, record]));
    const note = byReference.get('zen:ticket_event:21600000001060');
    expect(note).toMatchObject({
      author: { type: 'agent', display_name: 'Lena Brandt', 'zen:support:user_id': 21500000000911 },
      metadata: { public: false },
    });
    const rich = byReference.get('zen:ticket_event:21600000001050');
    expect(rich).toMatchObject({
      content: { body: expect.stringContaining('<b>water valve</b>') },
      metadata: { public: false },
    });
    expect(records[0]).toMatchObject({ metadata: { public: true } });
  });

  it('show nothing of what was redacted', async () => {
    const records = await recordsOf('7316');
    const redacted = records.find(({ reference }) => reference.endsWith(':21600000001044'));
    expect(redacted?.content).toMatchObject({ body: expect.stringContaining('>▇▇▇<') });
    expect(JSON.stringify(records)).not.toContain('switched off');
  });

  it('have the files that later events link to them, redacted ones marked', async () => {
    const records = await recordsOf('7316');
    const files = records.flatMap(({ attachments }) => attachments);
    const url = 'https://espresso.zendesk.example/attachments/token/k2/?name=leak.jpg';
    expect(files).toEqual([
      {
        id: 21700000000005,
        file_name: 'leak.jpg',
        content_type: 'image/jpeg',
        content_url: url,
        mapped_content_url: url,
        url,
        size: 0,
        width: null,
        height: null,
        inline: false,
        deleted: true,
        malware_access_override: false,
        malware_scan_result: 'not_scanned',
        thumbnails: [],
      },
      expect.objectContaining({ id: 21700000000006, file_name: 'invoice.pdf', deleted: false }),
    ]);
  });

  it('escape what is not HTML', async () => {
    const body = exampleWebhook(SUPPORT, 'comment-added-note');
    Object.assign(body.event.comment, { id: '21600000009999', body: '<b>1 & 2</b>\n"x"' });
    await ingestWebhooks(table, SUPPORT, body);
    const note = (await recordsOf('7316')).find(({ reference }) => reference.endsWith('9999'));
    expect(note?.content).toEqual({
      type: 'html',
      body: '<div class="zd-comment" dir="auto">&lt;b&gt;1 &amp; 2&lt;/b&gt;<br>&quot;x&quot;</div>',
    });
  });
});

describe('a ticket in messaging', () => {
  const told = ['message-added-by-customer', 'message-added-by-agent', 'message-added-by-bot'];
  const sunshine = (id: string, author: object, content: object, received: string) => {
    const body = exampleWebhook(SUNSHINE, 'conversation-message-text');
    const [event] = body.events;
    event.id = `event-${id}`;
    event.payload.conversation.id = '66f1a90c7d3e2b0045c81d10';
    Object.assign(event.payload.message, { id, author, content, received });
    return body;
  };
  const customer = { type: 'user', userId: 'sunco-user', displayName: 'Kim' };

  it('is told by Support alone where there is no Sunshine source', async () => {
    await support(...told);
    await aliasNamed('7322');
    const records = await recordsOf('7322');
    expect(records.map(({ author }) => [author.type, author['zen:support:user_id']])).toEqual([
      ['user', 21500000000433],
      ['bot', -1],
      ['agent', 21500000000902],
    ]);
    expect(records[0]).toMatchObject({
      type: 'Messaging::ConversationMessage',
      reference: 'zen:sunco:conversation_message:66f1a90c7d3e2b0045c81d11',
      created_at: '2026-11-20T11:00:04Z',
      received_at: '2026-11-20T11:00:04.120Z',
      content: { type: 'text', text: 'Hi, is the EM-300 back in stock?' },
      attachments: [],
      metadata: { custom: {}, system: {}, ticket_version: 0 },
    });
    expect(records[0]).not.toHaveProperty('metadata.public');
  });

  it('has each message once, in the form of Sunshine Conversations, with the ids of both', async () => {
    const content = { type: 'text', text: 'Hi, is the EM-300 back in stock?' };
    const image = { type: 'image', mediaUrl: 'https://x.example/a.png', mediaType: 'image/png' };
    await ingestWebhooks(
      table,
      SUNSHINE,
      sunshine('66f1a90c7d3e2b0045c81d11', customer, content, '2026-11-20T11:00:04.000Z'),
      sunshine('66f1a90c7d3e2b0045c81d99', customer, image, '2026-11-20T11:00:09.000Z'),
    );
    const records = await recordsOf('7322');
    const references = records.map(({ reference }) => reference.split(':').at(-1));
    expect(new Set(references).size).toBe(references.length);
    expect(references).toContain('66f1a90c7d3e2b0045c81d99');
    expect(records[0]).toMatchObject({
      author: {
        type: 'user',
        'zen:support:user_id': 21500000000433,
        'zen:sunco:user_id': 'sunco-user',
        display_name: 'Kim',
      },
      received_at: '2026-11-20T11:00:04.000Z',
    });
    const picture = records.find(({ reference }) => reference.endsWith('d99'));
    expect(picture?.content).toMatchObject({ type: 'image', mediaUrl: 'https://x.example/a.png' });
  });

  it('keeps a deleted message, without what it said', async () => {
    const nothing = { type: 'text', text: '' };
    const at = '2026-11-20T11:00:09.000Z';
    const body = sunshine('66f1a90c7d3e2b0045c81d99', customer, nothing, at);
    body.events[0].payload.message.deleted = true;
    await ingestWebhooks(table, SUNSHINE, body);
    const records = await recordsOf('7322');
    const deleted = records.find(({ reference }) => reference.endsWith('d99'));
    expect(deleted?.content).toEqual({ type: 'text', text: '' });
    expect(JSON.stringify(records)).not.toContain('a.png');
  });
});

describe('a message of a bot with a quick reply', () => {
  it('has the documented keys, and no others', async () => {
    const message = {
      id: '6807603a38564290f5a086c2',
      received: '2026-01-02T03:04:05.861Z',
      author: {
        type: 'business',
        subtypes: ['bot'],
        userId: 'a21a91fd1234a',
        displayName: 'HelperBot',
        avatarUrl: 'https://example.test/a.png',
      },
      content: {
        type: 'text',
        text: 'How can I help?',
        actions: [{ type: 'reply', text: 'Talk to a person', payload: 'route_human' }],
      },
      source: { type: 'zd:answerBot' },
    };
    const payload = { conversation: { id: 'quick-reply', type: 'personal' }, message };
    const event = { id: 'e1', createdAt: message.received, type: 'conversation:message', payload };
    await ingestWebhooks(table, SUNSHINE, { app: { id: 'app1' }, events: [event] });
    const { rows } = await table
      .storeWith([4])
      .eventsByTime('acme', { order: 'asc', limit: 1, from: Date.UTC(2026, 0, 2) });
    await aliasTicket(table, '99', rows[0]?.pk.split('#')[1] ?? '');
    expect(await recordsOf('99')).toEqual([
      {
        attachments: [],
        author: {
          avatar_url: 'https://example.test/a.png',
          display_name: 'HelperBot',
          type: 'bot',
          'zen:sunco:user_id': 'a21a91fd1234a',
          'zen:support:user_id': -1,
        },
        content: {
          actions: [{ reply: { payload: 'route_human', text: 'Talk to a person' } }],
          text: 'How can I help?',
          type: 'text',
        },
        created_at: '2026-01-02T03:04:05Z',
        id: rows[0]?.sk,
        metadata: { custom: {}, system: {}, ticket_version: 0 },
        received_at: '2026-01-02T03:04:05.861Z',
        reference: 'zen:sunco:conversation_message:6807603a38564290f5a086c2',
        source: { type: 'zd:answerBot' },
        type: 'Messaging::ConversationMessage',
      },
    ]);
  });
});

describe('the envelope', () => {
  it('has links even where there is no more, which lead on', async () => {
    const { page } = await ask('7316', { 'page[size]': '2' });
    expect(page?.meta.has_more).toBe(true);
    expect(page?.links.next).toMatch(
      /^https:\/\/api\.example\.com\/api\/v2\/tickets\/7316\/conversation_log\?page%5Bafter%5D=/,
    );
    const next = new URL(page?.links.next ?? '');
    expect(Object.fromEntries(next.searchParams)).toEqual({
      'page[after]': page?.meta.after_cursor,
      'page[size]': '2',
      sort: 'created_at',
    });
    const { page: whole } = await ask('7316');
    const { page: following } = await ask('7316', Object.fromEntries(next.searchParams));
    expect(following?.events[0]).toEqual(whole?.events[2]);
    expect(whole?.meta.has_more).toBe(false);
    expect(whole?.links.next).toContain('page%5Bafter%5D=');
    expect(whole?.links.prev).toContain('page%5Bbefore%5D=');
  });

  it.each([
    [{ 'page[size]': '0' }],
    [{ 'page[size]': '101' }],
    [{ sort: 'author' }],
    [{ 'page[after]': 'nonsense' }],
  ])('refuses %j in Zendesk’s form', async (parameters) => {
    const { status, json } = await ask('7316', parameters);
    expect(status).toBe(400);
    expect(json).toEqual({
      errors: [
        {
          code: 'InvalidPaginationParameter',
          title: expect.any(String),
          detail: expect.any(String),
        },
      ],
    });
  });

  it('binds a cursor to its ticket and sort', async () => {
    const { page } = await ask('7316', { 'page[size]': '1' });
    const cursor = { 'page[after]': page?.meta.after_cursor ?? '' };
    expect((await ask('7322', cursor)).status).toBe(400);
    expect((await ask('7316', { ...cursor, sort: '-created_at' })).status).toBe(400);
    const both = { ...cursor, 'page[before]': page?.meta.before_cursor ?? '' };
    expect((await ask('7316', both)).status).toBe(400);
    expect((await ask('7316', { ...cursor, per_page: '5' })).status).toBe(200);
  });

  it.each(['1', '0', 'abc', '-1'])('is a 404 in Zendesk’s form for ticket %s', async (ticket) => {
    const { status, json } = await ask(ticket);
    expect([status, json]).toEqual([
      404,
      { error: 'RecordNotFound', description: expect.any(String) },
    ]);
  });

  it('shows another tenant nothing, and needs the scope', async () => {
    expect((await ask('7316', {}, { tenantId: 'other' })).status).toBe(404);
    const { status, json } = await ask('7316', {}, { scopes: 'events:write' });
    expect([status, json]).toEqual([403, { error: 'Forbidden', description: expect.any(String) }]);
  });
});
