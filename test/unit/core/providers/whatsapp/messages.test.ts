import { describe, expect, it } from '@jest/globals';
import { eventsOf, message, noor, received, webhook } from './webhooks.ts';

describe('messages', () => {
  it('say who wrote what to whom, when and where', () => {
    const [event] = received();
    expect(event).toMatchObject({
      type: 'MessageReceived',
      occurred_at: '2025-11-23T12:13:20.000Z',
      actor: { role: 'customer', provider_id: 'DE.1', channel_id: '491555', name: 'Noor' },
      recipients: [{ role: 'system', provider_id: 'pn1', channel_id: '15550100200' }],
      channel: { type: 'whatsapp', metadata: { phone_number_id: 'pn1', waba_id: 'waba' } },
      message: { id: 'wamid.1', content: { type: 'text', text: 'Hello' }, attachment_count: 0 },
    });
  });

  it('stay in one conversation whether or not the phone number is shown', () => {
    const shown = received()[0];
    const hidden = received({ from: undefined, from_user_id: 'DE.1' })[0];
    const status = eventsOf(
      webhook({ statuses: [{ ...message({ status: 'read' }), recipient_user_id: 'DE.1' }] }),
    )[0];
    const echo = eventsOf(
      webhook(
        { message_echoes: [message({ from: '15550100200', to: '491555' })] },
        { field: 'smb_message_echoes' },
      ),
    )[0];
    expect(hidden?.conversation_id).toBe(shown?.conversation_id);
    expect(hidden?.actor.id).toBe(shown?.actor.id);
    expect(status?.conversation_id).toBe(shown?.conversation_id);
    expect(echo).toMatchObject({ type: 'MessageSent', conversation_id: shown?.conversation_id });
    expect(echo?.recipients?.[0]?.id).toBe(shown?.actor.id);
  });

  it('from before business-scoped ids go by the phone number', () => {
    const events = [{ contacts: [{ wa_id: '491555' }] }, { contacts: undefined }].map((old) => {
      return eventsOf(webhook({ ...old, messages: [message({})] }))[0];
    });
    expect(events[0]?.actor).toMatchObject({ channel_id: '491555' });
    expect(events[0]?.conversation_id).toBe(events[1]?.conversation_id);
  });

  it('of a group are one conversation, whoever writes', () => {
    const [one] = received({ group_id: 'g1' });
    const [other] = received({ group_id: 'g1', from: '777', id: 'wamid.2' });
    expect(one?.conversation_id).toBe(other?.conversation_id);
    expect(one?.actor.id).not.toBe(other?.actor.id);
  });

  it.each([
    [
      { type: 'image', image: { id: 'i', caption: 'look' } },
      { type: 'image', caption: 'look' },
    ],
    [
      { type: 'document', document: { filename: 'a.pdf' } },
      { type: 'file', name: 'a.pdf' },
    ],
    [
      { type: 'sticker', sticker: { id: 's' } },
      { type: 'sticker', id: 's' },
    ],
    [
      { type: 'location', location: { latitude: 1, longitude: 2 } },
      { type: 'location', latitude: 1 },
    ],
    [
      { type: 'contacts', contacts: [{ name: { formatted_name: 'Ida' } }] },
      { contacts: [{ name: 'Ida' }] },
    ],
    [
      {
        type: 'order',
        order: { text: '', product_items: [{ product_retailer_id: 'p', quantity: '2' }] },
      },
      { type: 'structured', kind: 'order', items: [{ id: 'p', quantity: 2 }] },
    ],
    [
      {
        type: 'interactive',
        interactive: { type: 'nfm_reply', nfm_reply: { response_json: '{"a":1}' } },
      },
      { type: 'structured', kind: 'form_response', fields: [{ name: 'a', value: '1' }] },
    ],
    [
      {
        type: 'interactive',
        interactive: { type: 'nfm_reply', nfm_reply: { response_json: 'no json' } },
      },
      { kind: 'form_response', fields: [{ name: 'response_json', value: 'no json' }] },
    ],
  ])('have their content: %j', (sent, content) => {
    expect(received({ text: undefined, ...sent })[0]?.message?.content).toMatchObject(content);
  });

  it('of a kind nobody knows are kept whole', () => {
    const [event] = received({ type: 'hologram', text: undefined, hologram: { depth: 3 } });
    expect(event).toMatchObject({
      type: 'MessageReceived',
      message: { content: { type: 'unsupported', provider_type: 'hologram' } },
      payload: { hologram: { depth: 3 } },
    });
  });

  it('that press a button are a message and a postback, with ids of their own', () => {
    const events = received({
      type: 'interactive',
      text: undefined,
      context: { id: 'wamid.0' },
      interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes' } },
    });
    expect(events).toMatchObject([
      { type: 'MessageReceived', message: { in_reply_to: 'wamid.0', content: { text: 'Yes' } } },
      { type: 'PostbackReceived', postback: { payload: 'yes', title: 'Yes' } },
    ]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(2);
    expect((events[0]?.id ?? '') < (events[1]?.id ?? '')).toBe(true);
  });

  it.each([
    [
      { message_id: 'm', emoji: '👍' },
      { emoji: '👍', action: 'added' },
    ],
    [{ message_id: 'm', emoji: '' }, { action: 'removed' }],
    [{ message_id: 'm' }, { action: 'removed' }],
  ])('that react: %j', (reaction, expected) => {
    const [event] = received({ type: 'reaction', text: undefined, reaction });
    expect(event).toMatchObject({ type: 'MessageReacted', message: { id: 'm' } });
    expect(event?.reaction).toEqual(expected);
  });

  it('that edit name the original, and are told apart when it is edited again', () => {
    const edit = { original_message_id: 'm', message: { type: 'text', text: { body: 'New' } } };
    const [first] = received({ type: 'edit', text: undefined, edit });
    const [second] = received({ type: 'edit', text: undefined, edit, id: 'wamid.2' });
    expect(first).toMatchObject({
      type: 'MessageEdited',
      message: { id: 'm', content: { text: 'New' } },
    });
    expect(first?.id).not.toBe(second?.id);
  });

  it('that name nobody are of the only customer their envelope describes', () => {
    const hidden = { ...noor, wa_id: undefined };
    const [event] = eventsOf(
      webhook({ contacts: [hidden], messages: [message({ from: undefined })] }),
    );
    expect(event?.actor).toEqual({ ...received()[0]?.actor, channel_id: undefined });
  });

  it('whose body Meta could not pass on say why', () => {
    const bodiless = message({ type: 'interactive', text: undefined });
    const errors = [{ code: 131000, title: 'Something went wrong' }];
    const [event] = eventsOf(webhook({ messages: [bodiless], errors }));
    expect(event?.message?.content).toEqual({
      type: 'unsupported',
      provider_type: 'interactive',
      reason: '131000 Something went wrong',
    });
  });
});

describe('messages of the system', () => {
  const change = (system: object, more: object = {}) => {
    const told = message({ type: 'system', text: undefined, system, ...more });
    return eventsOf(webhook({ contacts: undefined, messages: [told] }))[0];
  };
  const [before] = received();

  it.each([
    ['by the old id', { type: 'user_changed_user_id', previous_user_id: 'DE.1', user_id: 'DE.2' }],
    [
      'by the old id and the number',
      { type: 'user_changed_number', previous_user_id: 'DE.1', user_id: 'DE.2', wa_id: '492666' },
    ],
  ])('that change an id %s link old and new in the old conversation', (_, system) => {
    const from = 'wa_id' in system ? '491555' : undefined;
    const event = change(system, { from });
    const [after] = eventsOf(
      webhook({ contacts: undefined, messages: [message({ from_user_id: 'DE.2' })] }),
    );
    expect(event).toMatchObject({
      type: 'CustomerMerged',
      conversation_id: before?.conversation_id,
      merge: { from_id: before?.actor.id, into_id: after?.actor.id },
      metadata: { reason: system.type },
    });
  });

  it('from before business-scoped ids link the numbers', () => {
    const event = change({ type: 'user_changed_number', wa_id: '492666' });
    const [old, now] = ['491555', '492666'].map((from) => {
      return eventsOf(webhook({ contacts: undefined, messages: [message({ from })] }))[0];
    });
    expect(event?.merge).toEqual({ from_id: old?.actor.id, into_id: now?.actor.id });
  });

  it('of another kind merge nobody, even where they name the number', () => {
    const system = { type: 'customer_identity_changed', wa_id: '491555' };
    const event = change(system, { from_user_id: 'DE.1' });
    expect(event).toMatchObject({
      type: 'CustomerUpdated',
      participant: { id: before?.actor.id },
      metadata: { reason: 'customer_identity_changed' },
    });
    expect(event?.merge).toBeUndefined();
  });
});
