import { describe, expect, it } from '@jest/globals';
import { draftsOf, eventsFrom, eventsOf, from, messaging } from './webhooks.ts';

describe('a postback', () => {
  it('names its message and its button', () => {
    const [draft] = draftsOf(
      messaging(from({ postback: { mid: 'm1', title: 't', payload: 'p' } })),
    );
    expect(draft).toMatchObject({
      type: 'PostbackReceived',
      fact: { key: 'message:m1', part: 'postback' },
      postback: { payload: 'p', title: 't' },
      message: { id: 'm1' },
    });
  });

  it('in standby is the same fact, without its payload', () => {
    const read = (postback: object) => draftsOf(messaging(from({ postback })))[0];
    const standby = read({ mid: 'm1', title: 't' });
    expect(standby?.fact).toEqual(read({ mid: 'm1', title: 't', payload: 'p' })?.fact);
    expect(standby?.postback).toEqual({ payload: '', title: 't' });
  });

  it('with a referral is preceded by it', () => {
    const referral = { source: 'SHORTLINK', ref: 'r', type: 'OPEN_THREAD' };
    const events = eventsFrom({ postback: { title: 'Start', payload: 'p', referral } });
    expect(events.map(({ type }) => type)).toEqual(['ReferralReceived', 'PostbackReceived']);
    expect(events[0]).toMatchObject({
      referral: { source: 'SHORTLINK', ref: 'r' },
      metadata: { referral_type: 'OPEN_THREAD' },
    });
    const [id, next] = events.map((event) => event.id);
    expect((id ?? '') < (next ?? '')).toBe(true);
  });

  it('of a guest is in a thread of their own', () => {
    const guest = from({ sender: { user_ref: 'g' }, postback: { title: 't', payload: 'p' } });
    expect(eventsOf(messaging(guest))[0]).toMatchObject({
      origin: { conversation_id: '10:user_ref:g' },
      actor: { role: 'customer', provider_id: 'g' },
    });
  });
});

describe('a referral', () => {
  it('says where the customer came from', () => {
    const referral = { ref: 'r', source: 'ADS', ad_id: '9', referer_uri: 'https://a.example' };
    expect(eventsFrom({ referral })[0]).toMatchObject({
      type: 'ReferralReceived',
      referral: { source: 'ADS', ref: 'r', ad_id: '9' },
      metadata: { referer_uri: 'https://a.example' },
    });
  });
});

describe('a reaction', () => {
  const reacted = (more: object) => ({ mid: 'm1', reaction: 'love', emoji: '❤️', ...more });

  it.each([
    ['react', 'added'],
    ['unreact', 'removed'],
  ])('%s is %s', (action, done) => {
    expect(eventsFrom({ reaction: reacted({ action }) })[0]).toMatchObject({
      type: 'MessageReacted',
      actor: { role: 'customer' },
      message: { id: 'm1' },
      reaction: { emoji: '❤️', action: done },
      metadata: { reaction: 'love' },
    });
  });

  it('given, taken back and given again are three facts', () => {
    const at = (timestamp: number, action: string) =>
      draftsOf(messaging(from({ timestamp, reaction: reacted({ action }) })))[0]?.fact.key;
    const keys = [at(1e12, 'react'), at(1e12 + 5, 'unreact'), at(1e12 + 9, 'react')];
    expect(new Set(keys).size).toBe(3);
  });

  it('of another action is kept whole', () => {
    expect(eventsFrom({ reaction: reacted({ action: 'wave' }) })[0]?.type).toBe('ProviderEvent');
  });
});

describe('receipts', () => {
  const mark = 1794924000000;
  const customer = expect.objectContaining({ role: 'customer', provider_id: '71' });

  it('of delivered messages are one for each, at the watermark', () => {
    const item = from({ timestamp: undefined, delivery: { mids: ['m1', 'm2'], watermark: mark } });
    const drafts = draftsOf(messaging(item));
    expect(drafts.map(({ fact, message }) => [fact.key, message?.id])).toEqual([
      ['delivered:m1', 'm1'],
      ['delivered:m2', 'm2'],
    ]);
    expect(drafts[0]).toMatchObject({
      type: 'MessageDelivered',
      occurredAt: mark,
      actor: { role: 'system' },
      recipients: [customer],
      metadata: { watermark: String(mark) },
    });
  });

  it.each([
    ['delivery', 'MessageDelivered', 'delivered', 'system'],
    ['read', 'MessageRead', 'read', 'customer'],
  ])('without messages cover the conversation: %s', (kind, type, name, role) => {
    const [draft] = draftsOf(messaging(from({ [kind]: { watermark: mark } })));
    expect(draft).toMatchObject({
      type,
      fact: { key: `${name}:10:71:${mark}` },
      actor: { role },
      metadata: { watermark: String(mark) },
    });
    expect(draft?.message).toBeUndefined();
  });
});

describe('thread control', () => {
  it('passed goes from the app that had it to the next', () => {
    const control = { previous_owner_app_id: 1, new_owner_app_id: '2', metadata: 'why' };
    const [event] = eventsFrom({ pass_thread_control: control });
    expect(event).toMatchObject({
      type: 'ConversationTransferred',
      actor: { role: 'bot', provider_id: '1' },
      participant: { role: 'bot', provider_id: '2' },
      change: {
        reason: 'pass_thread_control',
        assignee_id: event?.participant?.id,
        previous_assignee_id: event?.actor.id,
      },
      metadata: { control_metadata: 'why' },
    });
  });

  it.each([
    ['by an app from nobody', { previous_owner_app_id: null, new_owner_app_id: 2 }, 'bot'],
    ['by an app that old versions do not name', { previous_owner_app_id: '1' }, 'system'],
    ['by the Page inbox', { new_owner_app_id: '263902037430900' }, 'agent'],
  ])('taken %s', (_, take_thread_control, role) => {
    const [event] = eventsFrom({ take_thread_control });
    expect(event).toMatchObject({ type: 'ConversationTransferred', actor: { role } });
    expect(event?.change?.reason).toBe('take_thread_control');
  });

  it('that is asked for has not changed hands', () => {
    const [event] = eventsFrom({ request_thread_control: { requested_owner_app_id: 3 } });
    expect(event).toMatchObject({
      type: 'ProviderEvent',
      actor: { role: 'bot', provider_id: '3' },
      origin: { conversation_id: '10:71' },
    });
  });

  it('is told alike whichever side of the event the page is on', () => {
    const swapped = { sender: { id: '10' }, recipient: { id: '71' } };
    const [event] = eventsFrom({ ...swapped, pass_thread_control: { new_owner_app_id: 2 } });
    expect(event?.origin.conversation_id).toBe('10:71');
  });
});
