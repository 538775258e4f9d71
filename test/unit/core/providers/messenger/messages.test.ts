import { describe, expect, it } from '@jest/globals';
import { draftsOf, eventsFrom, eventsOf, eventsSaying, from, messaging, to } from './webhooks.ts';

const echoOf = (more: object) =>
  messaging(to({ message: { mid: 'm2', is_echo: true, text: 'Hi', ...more } }));

describe('a message', () => {
  it('of a customer is received, in the thread of the page with them, at its time', () => {
    expect(eventsSaying({ text: 'Hello' })).toEqual([
      expect.objectContaining({
        type: 'MessageReceived',
        occurred_at: '2026-11-18T14:00:00.005Z',
        origin: expect.objectContaining({
          event_type: 'messaging.message',
          account_id: '10',
          conversation_id: '10:71',
        }),
        channel: { type: 'messenger', metadata: { page_id: '10' } },
        actor: expect.objectContaining({ role: 'customer', provider_id: '71', channel_id: '71' }),
        recipients: [expect.objectContaining({ role: 'system', provider_id: '10' })],
        message: {
          id: 'm1',
          content: { type: 'text', text: 'Hello', format: 'plain' },
          attachment_count: 0,
        },
      }),
    ]);
  });

  it.each([
    ['an app', { app_id: 4155 }, { role: 'bot', provider_id: '4155', channel_id: '10' }],
    ['the Page inbox', { app_id: '263902037430900' }, { role: 'agent' }],
    ['the Page inbox by its other id', { app_id: 26390203743090 }, { role: 'agent' }],
    ['nobody that Meta names', {}, { role: 'system', provider_id: '10' }],
  ])('echoed from %s is sent to the customer, in their thread', (_, app, actor) => {
    const [sent] = eventsOf(echoOf(app));
    const [received] = eventsSaying({ text: 'Hello' });
    expect(sent).toMatchObject({
      type: 'MessageSent',
      actor,
      recipients: [{ role: 'customer', id: received?.actor.id }],
      conversation_id: received?.conversation_id,
    });
  });

  it('says what the app wrote beside an echo', () => {
    const [sent] = eventsOf(echoOf({ app_id: 4155, metadata: 'ticket 9' }));
    expect(sent?.metadata).toEqual({ app_id: '4155', echo_metadata: 'ticket 9' });
  });

  it('with a quick reply was a press too, in this order', () => {
    const events = eventsSaying({ text: 'Red', quick_reply: { payload: 'RED' } });
    expect(events.map(({ type }) => type)).toEqual(['MessageReceived', 'PostbackReceived']);
    expect(events[1]).toMatchObject({
      postback: { payload: 'RED', title: 'Red' },
      message: { id: 'm1' },
    });
    const ids = events.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted());
  });

  it('that came through an ad or the shop is preceded by the referral', () => {
    const ad = { source: 'ADS', ref: 'r', ad_id: 23, ads_context_data: { ad_title: 'Oak' } };
    const events = eventsSaying({ text: 'Hi', referral: ad });
    expect(events.map(({ type }) => type)).toEqual(['ReferralReceived', 'MessageReceived']);
    expect(events[0]).toMatchObject({
      referral: { source: 'ADS', ref: 'r', ad_id: '23' },
      metadata: { ad_title: 'Oak' },
    });
    const [shop] = eventsSaying({ text: 'Hi', referral: { product: { id: '7' } } });
    expect(shop).toMatchObject({ referral: { source: 'unknown' }, metadata: { product_id: '7' } });
  });

  it('quotes what it replies to', () => {
    const [reply] = eventsSaying({ text: 'yes', reply_to: { mid: 'm0', is_self_reply: true } });
    expect(reply?.message?.quoted_message_id).toBe('m0');
    expect(reply?.metadata).toEqual({ self_reply: 'true' });
  });

  it('names the guest that the customer was', () => {
    const prior_message = { source: 'checkbox_plugin', identifier: 'cart' };
    const [event] = eventsFrom({ message: { mid: 'm1', text: 'Hi' }, prior_message });
    expect(event?.metadata).toEqual({ prior_source: 'checkbox_plugin', prior_identifier: 'cart' });
  });

  it('is the same fact in standby and in a change, and another than its echo', () => {
    const item = from({ message: { mid: 'm1', text: 'Hello' } });
    const id = (body: object) => eventsOf(body)[0]?.id;
    const envelope = { object: 'page' };
    const standby = { ...envelope, entry: [{ id: '10', standby: [item] }] };
    const changed = {
      ...envelope,
      entry: [{ id: '10', changes: [{ field: 'messages', value: item }] }],
    };
    expect([id(standby), id(changed)]).toEqual([id(messaging(item)), id(messaging(item))]);
    expect(eventsOf(standby)[0]?.origin.event_type).toBe('standby.message');
    expect(eventsOf(changed)[0]?.origin.event_type).toBe('changes.message');
    expect(id(echoOf({ mid: 'm1' }))).not.toBe(id(messaging(item)));
  });

  it('without a sender is kept whole', () => {
    const item = { recipient: { id: '10' }, timestamp: 1, message: { mid: 'm1', text: 'x' } };
    const [event] = eventsOf(messaging(item));
    expect(event).toMatchObject({ type: 'ProviderEvent', payload: item });
  });

  it('with an id that JSON cannot hold exactly is unreadable', () => {
    const body = JSON.stringify(messaging(from({ message: { mid: 'm1' } })));
    const inexact = JSON.parse(body.replace('"71"', '24012345678901234567'));
    expect(() => eventsOf(inexact)).toThrow(expect.objectContaining({ code: 'unreadable_event' }));
  });
});

describe('times', () => {
  const timeOf = (timestamp: unknown) =>
    draftsOf(messaging(from({ timestamp, message: { mid: 'm1' } })))[0]?.occurredAt;

  it.each([
    [1794924000005, 1794924000005],
    ['1794924000005', 1794924000005],
    ['1794924000', 1794924000000],
    [1794924000, 1794924000000],
  ])('%p is %p', (timestamp, ms) => {
    expect(timeOf(timestamp)).toBe(ms);
  });

  it('that are missing are those of the delivery, or none', () => {
    const item = from({ timestamp: undefined, message: { mid: 'm1' } });
    const at = (time?: number) =>
      draftsOf({ object: 'page', entry: [{ id: '10', time, messaging: [item] }] })[0]?.occurredAt;
    expect([at(1794924000300), at()]).toEqual([1794924000300, null]);
  });
});

describe('changes to a message', () => {
  it('edit it, under the number of the edit', () => {
    const edit = { mid: 'm1', text: 'Hi!', num_edit: '2' };
    const [draft] = draftsOf(messaging(from({ message_edit: edit })));
    expect(draft?.fact.key).toBe('edit:m1:2');
    expect(draft).toMatchObject({
      type: 'MessageEdited',
      actor: { role: 'customer' },
      message: { id: 'm1', content: { type: 'text', text: 'Hi!' } },
    });
    const [same] = draftsOf(messaging(from({ message_edit: { ...edit, num_edit: 2 } })));
    expect(same?.fact).toEqual(draft?.fact);
  });

  it.each([
    [true, 'MessageDeleted'],
    ['true', 'MessageDeleted'],
    [false, 'MessageReceived'],
  ])('take it back (is_deleted %p)', (is_deleted, type) => {
    const [event] = eventsFrom({ message: { mid: 'm1', text: 'x', is_deleted } });
    expect(event).toMatchObject({ type, message: { id: 'm1' } });
  });
});
