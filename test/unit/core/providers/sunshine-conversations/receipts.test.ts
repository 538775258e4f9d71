import { describe, expect, it } from '@jest/globals';
import { draftsOf, exampleDrafts, exampleEvents, logged } from './webhooks.ts';

const DELIVERY = 'conversation-message-delivery';

describe('what became of a message', () => {
  it.each([
    ['channel', 'MessageAccepted'],
    ['user', 'MessageDelivered'],
    ['failure', 'MessageFailed'],
  ])('delivery:%s is %s, told by the channel of the customer', (state, type) => {
    const [draft, ...others] = exampleDrafts(`${DELIVERY}-${state}`);
    expect(others).toEqual([]);
    expect(draft).toMatchObject({
      type,
      actor: { role: 'system', name: 'whatsapp' },
      recipients: [{ role: 'customer' }],
      channel: { type: 'whatsapp' },
    });
    expect(draft?.message?.content).toBeUndefined();
  });

  it('names the message it is about, its pieces and whether it is the last word', () => {
    const [sent] = exampleDrafts('conversation-message-carousel');
    const [delivered] = exampleDrafts(`${DELIVERY}-user`);
    expect(delivered?.message).toEqual({ id: sent?.message?.id });
    expect(delivered?.metadata).toEqual({
      is_final_event: 'true',
      external_message_ids: 'wamid.HBgMMzUxOTEwMDAwMDQyFQIAERgB2',
    });
  });

  it('says why a message failed', () => {
    const [draft] = exampleDrafts(`${DELIVERY}-failure`);
    const error = { code: 'unauthorized', message: 'The template was not approved' };
    expect(draft?.error).toEqual(error);
    const [event] = exampleEvents(`${DELIVERY}-failure`);
    const { error: _error, ...payload } = event.payload;
    expect(draftsOf({ ...event, payload })[0]?.error).toMatchObject({ code: 'unknown' });
  });

  it('is one fact per message, state and destination, however the event is called', () => {
    const [event] = exampleEvents(`${DELIVERY}-user`);
    const elsewhere = structuredClone(event);
    elsewhere.payload.destination.integrationId = 'int2';
    const again = { ...structuredClone(event), id: 'another-event' };
    const ids = draftsOf(event, again, elsewhere).map((draft) => logged(draft).id);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it('needs no destination and no user', () => {
    const [event] = exampleEvents(`${DELIVERY}-channel`);
    const { destination, user, externalMessages, ...payload } = event.payload;
    expect([destination, user, externalMessages]).not.toContain(undefined);
    const [draft] = draftsOf({ ...event, payload });
    expect(draft).toMatchObject({
      type: 'MessageAccepted',
      actor: { key: 'app:app1' },
      recipients: [{ key: `conversation:${payload.conversation.id}` }],
    });
  });
});

describe('reading and typing', () => {
  it('is read by a side of the conversation, without a message', () => {
    const [read] = exampleDrafts('conversation-read');
    expect(read).toMatchObject({ type: 'MessageRead', actor: { role: 'customer' } });
    expect(read?.message).toBeUndefined();
    expect(exampleDrafts('batch')[1]).toMatchObject({
      type: 'MessageRead',
      actor: { role: 'agent', name: 'Noor Haddad' },
    });
  });

  it('is typing that starts and stops, and an event kept whole where it is neither', () => {
    expect(exampleDrafts('conversation-typing-start')).toMatchObject([{ type: 'TypingStarted' }]);
    expect(exampleDrafts('conversation-typing-stop')).toMatchObject([{ type: 'TypingStopped' }]);
    const [event] = exampleEvents('conversation-typing-start');
    event.payload.activity.type = 'typing:pause';
    expect(draftsOf(event)).toMatchObject([{ type: 'ProviderEvent', payload: event }]);
  });
});

describe('a postback', () => {
  it('is of the customer who pressed the button, to the business', () => {
    expect(exampleDrafts('conversation-postback')).toMatchObject([
      {
        type: 'PostbackReceived',
        postback: { payload: 'SHOP_LIS' },
        actor: { role: 'customer' },
        recipients: [{ key: 'app:app1' }],
        metadata: { 'postback.shop': '12' },
      },
    ]);
  });
});
