import { describe, expect, it } from '@jest/globals';
import { draftsOf, exampleDrafts, exampleEvents, logged, messageEvent } from './webhooks.ts';

describe('a message of a customer', () => {
  const [draft, ...others] = exampleDrafts('conversation-message-text-whatsapp');

  it('is received by the business, in the person of who holds the conversation', () => {
    expect(others).toEqual([]);
    expect(draft).toMatchObject({
      type: 'MessageReceived',
      actor: { role: 'customer', channel_id: '351910000042', name: 'Tomás Ferreira' },
      recipients: [{ role: 'system', key: 'app:app1', name: 'answerBot' }],
      message: { content: { type: 'text', format: 'plain' } },
      channel: { type: 'whatsapp' },
    });
  });

  it('happened when the vendor received it, not when it told', () => {
    const event = messageEvent({ author: { type: 'user', userId: 'u1' } });
    expect(draftsOf(event)[0]?.occurredAt).toBe(Date.UTC(2026, 10, 2, 10));
    const { received, ...message } = event.payload.message;
    const untimed = { ...event, payload: { ...event.payload, message } };
    expect(received).toBe('2026-11-02T10:00:00.000Z');
    expect(draftsOf(untimed)[0]?.occurredAt).toBe(Date.UTC(2026, 10, 2, 10, 0, 0, 500));
  });

  it('has the same id through a webhook with fewer options and another event id', () => {
    const [full] = exampleEvents('conversation-message-text');
    const { author, source, ...message } = full.payload.message;
    const { profile, ...user } = author.user;
    const { client, device, ...bareSource } = source;
    expect([profile, client, device]).not.toContain(undefined);
    const bare = {
      ...full,
      id: 'another-event',
      createdAt: '2026-11-16T09:30:00.000Z',
      payload: {
        conversation: { id: full.payload.conversation.id },
        message: { ...message, author: { ...author, user }, source: bareSource },
      },
    };
    const [one, two] = draftsOf(full, bare).map(logged);
    expect(two?.id).toBe(one?.id);
    expect(two?.conversation_id).toBe(one?.conversation_id);
    expect(two?.actor.id).toBe(one?.actor.id);
  });

  it('tells what its channel and its conversation are called', () => {
    const [web] = exampleDrafts('conversation-message-text');
    expect(web?.channel).toEqual({
      type: 'web',
      metadata: {
        app_id: 'app1',
        brand_id: '4417720981',
        integration_id: 'efe77eaa1f1653113fac3607',
        source_type: 'web',
        client_type: 'web',
        client_id: '101a9d67b2dfa33ccee7b72b',
        device_id: '514399608139e78654dc2ae8',
      },
    });
    expect(web?.metadata).toEqual({
      conversation_type: 'personal',
      'conversation.order': 'VB-10482',
    });
  });

  it('names the message it quotes, or the foreign id where the vendor knows no message', () => {
    const [quoted] = exampleDrafts('conversation-message-quoted');
    const [carousel] = exampleDrafts('conversation-message-carousel');
    expect(quoted?.message?.quoted_message_id).toBe(carousel?.message?.id);
    const [foreign] = exampleDrafts('conversation-message-quoted-external');
    expect(foreign?.message?.quoted_message_id).toBeUndefined();
    expect(foreign?.metadata).toHaveProperty('quoted_external_message_id');
  });

  it('that chose a reply is the message and the pressing of its button, in this order', () => {
    const drafts = exampleDrafts('conversation-message-chosen-reply');
    expect(drafts.map(({ type }) => type)).toEqual(['MessageReceived', 'PostbackReceived']);
    expect(drafts[1]).toMatchObject({
      postback: { payload: 'ROUTE_PERSON', title: 'Talk to a person' },
      message: { id: drafts[0]?.message?.id },
    });
    const [message, postback] = drafts.map((one) => logged(one).id);
    expect(String(message) < String(postback)).toBe(true);
  });

  it('without an id of its author is still of the conversation', () => {
    const [draft] = draftsOf(messageEvent({ author: { type: 'user', displayName: 'Guest' } }));
    expect(draft?.actor).toEqual({ role: 'customer', key: 'conversation:c1', name: 'Guest' });
  });
});

describe('a message of the business', () => {
  it.each([
    ['agent', { subtypes: ['agent'] }, {}],
    ['bot', { subtypes: ['bot'] }, {}],
    ['bot', { subtypes: ['AI'], displayName: 'Ada' }, {}],
    ['system', { subtypes: ['activity'], displayName: 'Ada' }, {}],
    ['bot', { displayName: 'Ada' }, { type: 'zd:answerBot' }],
    ['agent', {}, { type: 'zd:agentWorkspace' }],
    ['agent', { displayName: 'Ada' }, { type: 'api:conversations' }],
    ['agent', { userId: 'b1' }, { type: 'api:conversations' }],
    ['system', {}, { type: 'api:conversations' }],
  ])('is of a %s: author %j, source %j', (role, author, source) => {
    const event = messageEvent({ author: { type: 'business', ...author }, source });
    const [draft] = draftsOf(event);
    expect(draft).toMatchObject({ type: 'MessageSent', actor: { role } });
  });

  it('is sent to the customer it names, else to whom the conversation is with', () => {
    const [unnamed] = draftsOf(messageEvent({}));
    expect(unnamed?.recipients).toEqual([{ role: 'customer', key: 'conversation:c1' }]);
    const [named] = draftsOf(messageEvent({}, { user: { id: 'u1', externalId: 7 } }));
    expect(named?.recipients).toMatchObject([{ key: 'u1', external_id: '7' }]);
  });

  it('keeps the rich texts beside the plain one, and the properties it was sent with', () => {
    const [draft] = exampleDrafts('conversation-message-text-from-agent');
    expect(draft?.metadata).toMatchObject({
      html_text: expect.stringContaining('<b>again</b>'),
      markdown_text: expect.stringContaining('**again**'),
      'message.macro': 'redelivery',
      'message.confidence': '0.92',
    });
  });

  it('never loses a field of ours to a property that someone named like it', () => {
    const [draft] = draftsOf(messageEvent({ metadata: { author_subtypes: 'x', __proto__: 1 } }));
    expect(draft?.metadata).toEqual({ 'message.author_subtypes': 'x' });
  });
});

describe('an activity message', () => {
  it.each([
    ['ticket-closed', 'ConversationClosed', 'system'],
    ['ended-by-user', 'ConversationClosed', 'customer'],
    ['transferred-to-email', 'ConversationTransferred', 'system'],
  ])('%s is the message and %s, by the %s', (name, type, role) => {
    const drafts = exampleDrafts(`conversation-message-${name}`);
    expect(drafts).toMatchObject([
      { type: 'MessageSent', actor: { role: 'system' }, metadata: { author_subtypes: 'activity' } },
      { type, actor: { role } },
    ]);
    const closing = type === 'ConversationClosed';
    expect(drafts[1]?.change?.status).toBe(closing ? 'closed' : undefined);
    const [message, change] = drafts.map((draft) => logged(draft).id);
    expect(String(message) < String(change)).toBe(true);
  });

  it('of a kind that the vendor adds is a message that names it', () => {
    const activity = { type: 'ticket:snoozed', data: { until: '2026-11-09' } };
    const drafts = draftsOf(messageEvent({ activity, content: { type: 'text', text: 'Snoozed' } }));
    expect(drafts).toMatchObject([
      {
        type: 'MessageSent',
        metadata: { activity: 'ticket:snoozed', 'activity.until': '2026-11-09' },
      },
    ]);
  });
});

describe('a deleted message', () => {
  it('is another event than the message, after it', () => {
    const [image] = exampleDrafts('conversation-message-image');
    const [deleted, ...others] = exampleDrafts('conversation-message-deleted');
    expect(others).toEqual([]);
    expect(deleted).toMatchObject({ type: 'MessageDeleted', message: { id: image?.message?.id } });
    const [before, after] = [image, deleted].map((draft) => draft && logged(draft).id);
    expect(String(before) < String(after)).toBe(true);
  });
});
