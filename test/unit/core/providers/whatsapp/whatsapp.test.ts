import { describe, expect, it } from '@jest/globals';
import { completeEvent } from '../../../../../core/events/draft.ts';
import type { UnrecordedEvent } from '../../../../../core/events/event.ts';
import { whatsapp } from '../../../../../core/providers/whatsapp/index.ts';
import { testIdentity } from '../../../../support/events.ts';

const number = { display_phone_number: '15550100200', phone_number_id: 'pn1' };
const noor = { profile: { name: 'Noor' }, wa_id: '491555', user_id: 'DE.1' };

function webhook(value: object, field = 'messages') {
  const shared = { messaging_product: 'whatsapp', metadata: number, contacts: [noor] };
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: 'waba', changes: [{ field, value: { ...shared, ...value } }] }],
  };
}

const message = (more: object) => ({
  from: '491555',
  id: 'wamid.1',
  timestamp: '1763900000',
  type: 'text',
  text: { body: 'Hello' },
  ...more,
});

function requestOf(body: object | string) {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return { method: 'POST', url: '', headers: {}, query: {}, body: bytes };
}

function eventsOf(body: object): UnrecordedEvent[] {
  const context = {
    tenantId: 'acme',
    sourceId: 'src',
    provider: 'whatsapp',
    deliveryId: 'dlv_1',
    identity: testIdentity,
  };
  return whatsapp
    .read(requestOf(body))
    .flatMap((unit) => whatsapp.normalize(unit, {}))
    .map((draft) => completeEvent(draft, draft.occurredAt ?? 0, context).event);
}

const received = (more: object = {}) => eventsOf(webhook({ messages: [message(more)] }));
const statusOf = (more: object) => {
  const status = { id: 'wamid.9', status: 'read', timestamp: '1763900001', ...more };
  return eventsOf(webhook({ statuses: [status] }));
};

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
    const status = statusOf({ recipient_user_id: 'DE.1' })[0];
    const echo = eventsOf(
      webhook(
        { message_echoes: [message({ from: '15550100200', to: '491555' })] },
        'smb_message_echoes',
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

  it('of the system that change an id link the old and the new customer', () => {
    const system = { type: 'user_changed_user_id', user_id: 'DE.2' };
    const [event] = received({ type: 'system', text: undefined, system });
    expect(event?.type).toBe('CustomerMerged');
    expect(event?.merge?.from_id).toBe(received()[0]?.actor.id);
  });
});

describe('statuses', () => {
  it.each([
    ['sent', 'MessageAccepted'],
    ['delivered', 'MessageDelivered'],
    ['read', 'MessageRead'],
    ['played', 'MessageRead'],
    ['constructor', 'ProviderEvent'],
  ])('%s become %s', (status, type) => {
    expect(statusOf({ status, recipient_id: '491555' })[0]?.type).toBe(type);
  });

  it('that failed say why', () => {
    const errors = [{ code: 131049, title: 'No', error_data: { details: 'Not delivered' } }];
    const [event] = statusOf({ status: 'failed', recipient_id: '491555', errors });
    expect(event).toMatchObject({
      type: 'MessageFailed',
      error: { code: '131049', message: 'Not delivered' },
    });
  });

  it('of a message are told apart by state, and in groups by participant', () => {
    const group = { recipient_type: 'group', recipient_id: 'g1' };
    const ids = [
      statusOf({ status: 'read', recipient_id: '491555' }),
      statusOf({ status: 'delivered', recipient_id: '491555' }),
      statusOf({ ...group, recipient_participant_id: '1' }),
      statusOf({ ...group, recipient_participant_id: '2' }),
    ].map(([event]) => event?.id);
    expect(new Set(ids).size).toBe(4);
  });
});

describe('a delivery', () => {
  it('gives each of its events on its own, whatever the others are', () => {
    const body = webhook({ messages: [message({}), { id: 7 }, message({ id: 'wamid.3' })] });
    const units = whatsapp.read(requestOf(body));
    const outcomes = units.map((unit) => {
      try {
        return whatsapp.normalize(unit, {}).length;
      } catch (error) {
        return error;
      }
    });
    expect(outcomes).toEqual([1, expect.objectContaining({ code: 'unreadable_event' }), 1]);
  });

  it('about the account is filed under no customer', () => {
    const [event] = eventsOf(
      webhook({ metadata: undefined, event: 'APPROVED' }, 'message_template_status_update'),
    );
    expect(event).toMatchObject({ type: 'ProviderEvent', payload: { event: 'APPROVED' } });
    expect(event?.origin.conversation_id).toBeUndefined();
  });

  it.each(['{', '[]', '{"object":"page","entry":[]}', ''])('that is %j cannot be read', (body) => {
    const unreadable = expect.objectContaining({ code: 'unreadable_delivery' });
    expect(() => whatsapp.read(requestOf(body))).toThrow(unreadable);
  });
});

describe('verification', () => {
  const query = { 'hub.mode': 'subscribe', 'hub.challenge': '1158', 'hub.verify_token': 'token' };
  const ask = (method: string, asked: Record<string, string>, verifyToken?: string) =>
    whatsapp.handshake?.(
      { ...requestOf(''), method, query: asked },
      { secrets: ['token'], verifyToken },
    );

  it('answers the challenge as it came', () => {
    expect(ask('GET', query, 'token')).toMatchObject({ status: 200, body: '1158' });
  });

  it.each([
    ['another token', 'other', 403],
    ['a source without one', undefined, 403],
  ])('refuses %s', (_, token, status) => {
    expect(ask('GET', query, token)).toEqual({ status });
  });

  it('is not what other requests are', () => {
    expect(ask('POST', query, 'token')).toBeNull();
    expect(ask('GET', { ...query, 'hub.mode': 'unsubscribe' }, 'token')).toBeNull();
  });
});

describe('signatures', () => {
  it('are over the bytes as Meta sends them, escapes and all', () => {
    // echo -n '{"text":"\u00e4"}' | openssl dgst -sha256 -hmac app-secret
    const body = Buffer.from('{"text":"\\u00e4"}');
    const signed = whatsapp.sign({ url: '', headers: {}, body }, 'app-secret', 0);
    expect(signed).toEqual({ 'x-hub-signature-256': SIGNATURE });
    const request = { ...requestOf(''), headers: signed, body };
    expect(whatsapp.verify(request, { secrets: ['app-secret'] }, 0)).toBe(true);
    const dumpedAgain = { ...request, body: Buffer.from('{"text":"ä"}') };
    expect(whatsapp.verify(dumpedAgain, { secrets: ['app-secret'] }, 0)).toBe(false);
  });
});

const SIGNATURE = 'sha256=b78978c1eeb89734bf53260279471b0edca82f2e02d591d0543d572313aa0af4';
