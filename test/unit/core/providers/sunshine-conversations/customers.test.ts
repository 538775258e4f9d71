import { describe, expect, it } from '@jest/globals';
import { draftsOf, exampleDrafts, exampleEvents, logged } from './webhooks.ts';

describe('what is known of a customer', () => {
  it.each(['client-add', 'client-update', 'client-remove'])('%s is of the customer', (name) => {
    expect(exampleDrafts(name)).toMatchObject([
      {
        type: 'CustomerUpdated',
        participant: { role: 'customer', external_id: 'cust-20481' },
        channel: { type: 'sms', metadata: { client_type: 'twilio' } },
        metadata: { reason: expect.any(String), client_status: expect.any(String) },
      },
    ]);
  });

  it('tells the address of a client and why it was lost', () => {
    expect(exampleDrafts('client-remove')).toMatchObject([
      { participant: { channel_id: '+4915550001234' }, error: { code: 'link_failed' } },
    ]);
  });

  it('tells an updated profile', () => {
    expect(exampleDrafts('user-update')).toMatchObject([
      {
        type: 'CustomerUpdated',
        thread: null,
        participant: { name: 'Marta Lindqvist-Berg' },
        metadata: { 'profile.email': 'marta@example.com', 'user.tier': 'gold' },
      },
    ]);
  });

  it('is of one person, whichever event names them', () => {
    const [message] = exampleDrafts('conversation-message-text');
    const [update] = exampleDrafts('user-update');
    expect(update && logged(update).participant?.id).toBe(message && logged(message).actor.id);
  });

  it('is the fact of the user where they are removed', () => {
    const [event] = exampleEvents('user-remove');
    const [one, two] = draftsOf(event, { ...event, id: 'another-event' }).map(logged);
    expect(one).toMatchObject({ type: 'CustomerUpdated', origin: { event_type: 'user:remove' } });
    expect(two?.id).toBe(one?.id);
  });
});

describe('a merge of users', () => {
  it('is of the customers, and of either conversation where there are two', () => {
    const [event] = exampleEvents('user-merge');
    const { surviving, discarded } = event.payload.mergedConversations;
    const drafts = exampleDrafts('user-merge');
    const [customer, away, here] = drafts.map(logged);
    expect(drafts.map(({ type, thread }) => [type, thread?.key])).toEqual([
      ['CustomerMerged', surviving.id],
      ['ConversationMerged', discarded.id],
      ['ConversationMerged', surviving.id],
    ]);
    expect(customer?.merge?.into_id).toBe(customer?.participant?.id);
    expect(away?.merge).toEqual(here?.merge);
    expect(away?.merge).toEqual({
      from_id: away?.conversation_id,
      into_id: here?.conversation_id,
    });
    expect(customer?.metadata).toMatchObject({ reason: 'sdkLogin', 'discarded.utm': 'autumn' });
  });

  it('without conversations is an event of the account', () => {
    const [event] = exampleEvents('user-merge');
    const { mergedUsers } = event.payload;
    const drafts = draftsOf({ ...event, payload: { mergedUsers } });
    expect(drafts).toMatchObject([{ type: 'CustomerMerged', thread: null }]);
  });
});
