import { describe, expect, it } from '@jest/globals';
import { draftsOf, exampleDrafts, exampleEvents, logged } from './webhooks.ts';

describe('the life of a conversation', () => {
  it('begins with who made it and why', () => {
    expect(exampleDrafts('conversation-create')).toMatchObject([
      {
        type: 'ConversationOpened',
        actor: { role: 'customer' },
        change: { status: 'open', reason: 'prechatCapture' },
        metadata: { campaign_id: expect.any(String) },
      },
    ]);
  });

  it.each(['none', 'notification', null])('was made by the business: %j', (creationReason) => {
    const [event] = exampleEvents('conversation-create');
    event.payload.creationReason = creationReason;
    expect(draftsOf(event)).toMatchObject([
      { actor: { role: 'system', key: 'app:app1' }, participant: { role: 'customer' } },
    ]);
  });

  it('begins before the message that made it', () => {
    const [opened] = exampleDrafts('conversation-create');
    const [message] = exampleDrafts('conversation-message-text');
    const at = { occurredAt: Date.UTC(2026, 10, 16) };
    const [first, second] = [opened, message].map((draft) => draft && logged({ ...draft, ...at }));
    expect(String(first?.id) < String(second?.id)).toBe(true);
    expect(first?.conversation_id).toBe(second?.conversation_id);
  });

  it('can begin with a referral', () => {
    expect(exampleDrafts('conversation-create-with-referral')).toMatchObject([
      { type: 'ConversationOpened' },
      { type: 'ReferralReceived', referral: { source: 'MESSENGER_CODE', ref: 'bike-fair' } },
    ]);
  });

  it('ends when the vendor deletes it, once', () => {
    const [event] = exampleEvents('conversation-remove');
    const drafts = draftsOf(event, { ...event, id: 'another-event' });
    expect(drafts.map(({ type }) => type)).toEqual(['ConversationDeleted', 'ConversationDeleted']);
    const [one, two] = drafts.map((draft) => logged(draft).id);
    expect(two).toBe(one);
  });
});

describe('the members of a group', () => {
  it.each([
    ['join', 'CustomerJoined'],
    ['leave', 'CustomerLeft'],
  ])('%s is %s', (step, type) => {
    expect(exampleDrafts(`conversation-${step}`)).toMatchObject([
      { type, participant: { role: 'customer', external_id: 'cust-7713' } },
    ]);
  });

  it('keeps an event whole that names no user', () => {
    const [event] = exampleEvents('conversation-join');
    const { user, ...payload } = event.payload;
    expect(user).toBeDefined();
    const [draft] = draftsOf({ ...event, payload });
    expect(draft).toMatchObject({
      type: 'ProviderEvent',
      thread: { key: payload.conversation.id },
    });
  });
});

describe('a referral', () => {
  it('tells the link and the advertisement, and has no time of its own', () => {
    expect(exampleDrafts('conversation-referral')).toMatchObject([
      {
        type: 'ReferralReceived',
        occurredAt: null,
        referral: { source: 'ADS', ref: 'autumn-tyres', ad_id: '23851234500140000' },
        actor: { external_id: '55012' },
        metadata: { referral_type: 'OPEN_THREAD' },
      },
    ]);
  });

  it('without details is of the channel it came through', () => {
    const [event] = exampleEvents('conversation-referral');
    event.payload.referral = {};
    expect(draftsOf(event)[0]?.referral).toEqual({ source: 'messenger' });
  });
});
