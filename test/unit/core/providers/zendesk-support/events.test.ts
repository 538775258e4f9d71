import { describe, expect, it } from '@jest/globals';
import { sunshineConversations } from '../../../../../core/providers/sunshine-conversations/index.ts';
import { zendeskSupport } from '../../../../../core/providers/zendesk-support/index.ts';
import { testIdentity } from '../../../../support/events.ts';
import { conversationOf, draftsOf, eventsOf, requestOf, userId, webhook } from './webhooks.ts';

/** A webhook of Sunshine Conversations about a conversation. */
const sunshineRemoval = (id: string) => ({
  app: { id: 'app' },
  webhook: { id: 'w', version: 'v2' },
  events: [
    {
      id: 'e1',
      type: 'conversation:remove',
      createdAt: '2026-11-23T10:00:00.000Z',
      payload: { conversation: { id } },
    },
  ],
});

describe('a message in messaging', () => {
  const said = (actor: object | undefined, more: object = {}) =>
    webhook(
      'messaging_ticket.message_added',
      { actor, conversation_id: 'conv-1', message: { id: 'm1', body: 'Hello' }, ...more },
      {},
      { detail: { id: '42' } },
    );

  it.each([
    ['end_user', '21', 'MessageReceived', 'customer', 'system'],
    ['agent', '7', 'MessageSent', 'agent', 'customer'],
    ['trigger', '88', 'MessageSent', 'system', 'customer'],
    ['system', 'zd:answerBot', 'MessageSent', 'bot', 'customer'],
    ['system', 'zd:other', 'MessageSent', 'system', 'customer'],
    ['END_USER', '21', 'MessageReceived', 'customer', 'system'],
    ['robot', '9', 'MessageSent', 'system', 'customer'],
    ['constructor', '9', 'MessageSent', 'system', 'customer'],
  ])('of the %s %s is a %s', (type, id, expected, role, recipient) => {
    expect(eventsOf(said({ id, name: 'Ada', type }))).toMatchObject([
      {
        type: expected,
        ticket_id: '42',
        conversation_id: conversationOf('42'),
        actor: { role, id: userId(id), name: 'Ada' },
        recipients: [{ role: recipient }],
        message: { id: 'm1', content: { type: 'text', text: 'Hello' } },
      },
    ]);
  });

  it('links the conversation that the events of Sunshine Conversations have', () => {
    const [event] = eventsOf(said({ id: '21', type: 'end_user' }));
    const { provider } = sunshineConversations;
    const [there] = sunshineConversations.read(requestOf(sunshineRemoval('conv-1')));
    const [draft] = sunshineConversations.normalize(there, {});
    expect(event?.linked_conversation_id).toBe(
      testIdentity.conversationId('acme', provider, draft?.thread ?? { key: '' }),
    );
    expect(event?.channel.metadata.sunshine_conversation_id).toBe('conv-1');
  });

  it('links nothing in the form that does not name it', () => {
    const [event] = eventsOf(said({ id: '21', type: 'end_user' }, { conversation_id: undefined }));
    expect(event?.type).toBe('MessageReceived');
    expect(event?.linked_conversation_id).toBeUndefined();
  });

  it('without a text is kept whole', () => {
    const [event] = eventsOf(said({ id: '21', type: 'end_user' }, { message: { id: 'm1' } }));
    expect(event?.message?.content?.type).toBe('unsupported');
    expect(event?.payload).toMatchObject({ event: { message: { id: 'm1' } } });
  });

  it.each([
    ['an end user', { type: 'end_user' }, 'customer'],
    ['nobody', undefined, 'system'],
  ])('of %s without an id has a stand-in', (_, actor, role) => {
    expect(eventsOf(said(actor))[0]?.actor.role).toBe(role);
  });

  it('without an id is kept whole, in its ticket', () => {
    const [event] = eventsOf(said({ id: '21', type: 'end_user' }, { message: {} }));
    expect(event).toMatchObject({ type: 'ProviderEvent', ticket_id: '42' });
  });
});

describe('an event of a user', () => {
  const of = (kind: string, event: object, detail: object = {}) =>
    eventsOf(
      webhook(
        kind,
        event,
        {},
        { detail: { id: '21', role: 'end-user', external_id: '', ...detail } },
      ),
    );

  it.each(['end-user', 'END_USER', 'end_user'])('whose role is %s updates a customer', (role) => {
    expect(of('user.name_changed', { current: 'Ada L', previous: 'Ada' }, { role })).toMatchObject([
      {
        type: 'CustomerUpdated',
        participant: { role: 'customer', id: userId('21'), name: 'Ada L' },
        metadata: { changed: 'name', current: 'Ada L', previous: 'Ada' },
      },
    ]);
  });

  it('belongs to no conversation', () => {
    expect(draftsOf(webhook('user.created', {}, { role: 'end-user' }))[0]?.thread).toBeNull();
  });

  it('tells a change to false', () => {
    const [event] = of('user.active_changed', { current: false, previous: true });
    expect(event?.metadata).toMatchObject({
      changed: 'active',
      current: 'false',
      previous: 'true',
    });
    expect(event?.payload).toBeUndefined();
  });

  it('is kept whole where no text tells it', () => {
    const [event] = of('user.merged', { user: { id: '22' } });
    expect(event).toMatchObject({
      metadata: { changed: 'merged' },
      payload: { event: { user: {} } },
    });
  });

  it.each([[{ role: 'agent' }], [{ role: undefined }], [{ id: '' }]])(
    'that is not known to be of a customer is kept whole: %j',
    (detail) => {
      expect(of('user.role_changed', {}, detail)[0]?.type).toBe('ProviderEvent');
    },
  );

  it('is told apart from another type with the same id, and not by the way the type is written', () => {
    const fact = (type: string) =>
      draftsOf(webhook('', {}, { role: 'end-user' }, { type }))[0]?.fact;
    expect(fact('zen:event-type/user.identity_created')).toEqual(
      fact('zen:event-type:user.identity_created'),
    );
    expect(fact('zen:event-type:user.created')).not.toEqual(
      fact('zen:event-type:user.identity_created'),
    );
  });
});

describe('an event of the account', () => {
  it.each(['organization.created', 'article.published', 'agent.state_changed', 'new.thing'])(
    '%s is kept whole and belongs to no conversation',
    (kind) => {
      const [draft] = draftsOf(webhook(kind, { x: 1 }, {}, { detail: { id: '5' } }));
      expect(draft).toMatchObject({
        type: 'ProviderEvent',
        thread: null,
        payload: { event: { x: 1 } },
        actor: { role: 'system' },
      });
    },
  );

  it("of an agent's availability names the agent", () => {
    const body = webhook('agent.unified_state_changed', {}, {}, { detail: { agent_id: '7' } });
    expect(eventsOf(body)[0]?.actor).toMatchObject({ role: 'agent', id: userId('7') });
  });
});

describe('a body that is no event of Zendesk', () => {
  const invocation = (id: string) => ({ 'x-zendesk-webhook-invocation-id': id });

  it('is kept whole, once for each invocation', () => {
    const [first] = draftsOf({ ticket: 1 }, invocation('a'));
    expect(first).toMatchObject({
      type: 'ProviderEvent',
      occurredAt: null,
      payload: { ticket: 1 },
    });
    expect(draftsOf({ ticket: 1 }, invocation('a'))[0]?.fact).toEqual(first?.fact);
    expect(draftsOf({ ticket: 1 }, invocation('b'))[0]?.fact).not.toEqual(first?.fact);
  });

  it('is named by what it says where it has no invocation, in whatever order it says it', () => {
    const fact = (body: object) => draftsOf(body)[0]?.fact;
    expect(fact({ a: 1, b: 2 })).toEqual(fact({ b: 2, a: 1 }));
    expect(fact({ a: 1, b: 2 })).not.toEqual(fact({ a: 1, b: 3 }));
  });

  it.each(['', 'a=1', '[]', '"x"', '<ticket/>'])(
    'is unreadable where it is no object: %p',
    (body) => {
      const unreadable = expect.objectContaining({ code: 'unreadable_delivery' });
      expect(() => zendeskSupport.read(requestOf(body))).toThrow(unreadable);
    },
  );

  it('of the connector for EventBridge is kept whole in the conversation of its ticket', () => {
    const body = {
      id: 'e1',
      'detail-type': 'Support Ticket: Comment Created',
      source: 'aws.partner/zendesk.com/811/default',
      time: '2025-05-25T01:23:48Z',
      detail: {
        ticket_event: {
          meta: { occurred_at: '2025-05-25T01:23:45.465719851Z', actor_id: 21 },
          ticket: { id: 42, requester_id: 21 },
        },
      },
    };
    expect(eventsOf(body)).toMatchObject([
      {
        type: 'ProviderEvent',
        conversation_id: conversationOf('42'),
        ticket_id: '42',
        occurred_at: '2025-05-25T01:23:45.465Z',
        actor: { role: 'customer', id: userId('21') },
        payload: body,
      },
    ]);
  });
});

describe('an event without', () => {
  it('a time has none', () => {
    expect(
      draftsOf(webhook('ticket.soft_deleted', {}, {}, { time: null }))[0]?.occurredAt,
    ).toBeNull();
  });

  it('a zone in its time is refused', () => {
    const body = webhook('ticket.soft_deleted', {}, {}, { time: '2026-11-23T10:00:00' });
    expect(() => draftsOf(body)).toThrow(expect.objectContaining({ code: 'invalid_time' }));
  });
});
