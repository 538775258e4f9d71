import { expect } from '@jest/globals';
import { type Handshake, json, type Plan } from './plan.ts';
import { at, fieldsOf, jsonOf, listAt, type Sample, textAt } from './samples.ts';

const verification: Handshake = {
  files: /^docs_get_verification\.json$/,
  check: (adapter, sample: Sample) => {
    const value = jsonOf(sample);
    const query: Record<string, string> = {};
    for (const [name, text] of Object.entries(fieldsOf(at(value, 'query'))))
      query[name] = `${text}`;
    const request = { method: 'GET', url: 'https://x/', headers: {}, query, body: Buffer.of() };
    const answer = (verifyToken: string) => {
      return adapter.handshake?.(request, { secrets: [], verifyToken });
    };
    expect(answer(query['hub.verify_token'] ?? '')).toMatchObject({
      status: at(value, 'expected_response', 'status'),
      body: at(value, 'expected_response', 'body'),
    });
    expect(answer('another')).toEqual({ status: 403 });
  },
};

const LISTS = ['messages', 'statuses', 'message_echoes', 'user_preferences', 'calls'];
const number = { display_phone_number: '15550783881', phone_number_id: '106540352242922' };

export const whatsapp: Plan = {
  folder: 'whatsapp',
  provider: 'whatsapp',
  handshakes: [verification],
  forms: [
    {
      files: /^meta_openapi_message__/,
      webhooks: json((message) => {
        const value = { messaging_product: 'whatsapp', metadata: number, messages: [message] };
        const changes = [{ field: 'messages', value }];
        return { object: 'whatsapp_business_account', entry: [{ id: '1', changes }] };
      }),
    },
  ],
  events: (body) => {
    const changes = listAt(body, 'entry').flatMap((entry) => listAt(entry, 'changes'));
    return changes.flatMap((change) => {
      return LISTS.flatMap((list) => {
        const members = listAt(change, 'value', list);
        return members.map((item) => ({ field: at(change, 'field'), list, item }));
      });
    });
  },
  kind: (event) => {
    const { field, list, item } = fieldsOf(event);
    if (list === 'statuses') return `status ${textAt(item, 'status')}`;
    if (list !== 'messages') return [field, textAt(item, 'type')].join(' ').trim();
    const words = [textAt(item, 'type'), textAt(item, 'interactive', 'type')];
    if (at(item, 'system')) words.push(textAt(item, 'system', 'type'));
    if (at(item, 'type') === undefined && at(item, 'errors')) words.push('unsupported');
    if (at(item, 'referral')) words.push('referral');
    return words.filter(Boolean).join(' ');
  },
  types: {
    text: 'MessageReceived/text',
    'text referral': 'ReferralReceived + MessageReceived/text',
    image: 'MessageReceived/image',
    audio: 'MessageReceived/audio',
    video: 'MessageReceived/video',
    location: 'MessageReceived/location',
    order: 'MessageReceived/structured',
    unsupported: 'MessageReceived/unsupported',
    'interactive button_reply': 'MessageReceived/text + PostbackReceived',
    'interactive list_reply': 'MessageReceived/text + PostbackReceived',
    'interactive nfm_reply': 'MessageReceived/structured',
    // Came without its body, and an error in its place.
    interactive: 'MessageReceived/unsupported',
    button: 'MessageReceived/text + PostbackReceived',
    reaction: 'MessageReacted',
    edit: 'MessageEdited',
    revoke: 'MessageDeleted',
    'system user_changed_number': 'CustomerMerged',
    'system customer_identity_changed': 'CustomerUpdated',
    'status delivered': 'MessageDelivered',
    'status read': 'MessageRead',
    'status played': 'MessageRead',
    'status failed': 'MessageFailed',
    'smb_message_echoes edit': 'MessageEdited',
    calls: 'ProviderEvent',
    user_preferences: 'ProviderEvent',
  },
};

const ENVELOPE = ['sender', 'recipient', 'timestamp'];

/** What the messaging events of Messenger and Instagram have in common. */
const messaging: Pick<Plan, 'events' | 'kind' | 'types'> = {
  events: (body) => {
    const deliveries = Array.isArray(body) ? body : [body];
    const entries = deliveries.flatMap((delivery) => listAt(delivery, 'entry'));
    return entries.flatMap((entry) => listAt(entry, 'messaging'));
  },
  kind: (event) => {
    const name = Object.keys(fieldsOf(event)).find((field) => !ENVELOPE.includes(field)) ?? '';
    const parts = fieldsOf(at(event, name));
    const marks = ['is_echo', 'is_deleted', 'is_unsupported', 'quick_reply', 'referral'];
    return [name, ...marks.filter((mark) => parts[mark])].join(' ');
  },
  types: {
    message: 'MessageReceived',
    'message is_echo': 'MessageSent',
    'message is_unsupported': 'MessageReceived/unsupported',
    'message quick_reply': 'MessageReceived/text + PostbackReceived',
    message_edit: 'MessageEdited',
    reaction: 'MessageReacted',
    read: 'MessageRead',
    postback: 'PostbackReceived',
    'postback referral': 'ReferralReceived + PostbackReceived',
    referral: 'ReferralReceived',
    pass_thread_control: 'ConversationTransferred',
    take_thread_control: 'ConversationTransferred',
  },
};

export const messenger: Plan = {
  folder: 'messenger',
  provider: 'messenger',
  ...messaging,
  handshakes: [verification],
  forms: [
    {
      files: /\.json$/,
      webhooks: json((value) => {
        if (at(value, 'entry')) return value;
        const entry = { id: textAt(value, 'recipient', 'id'), time: 1458692752478 };
        return { object: 'page', entry: [{ ...entry, messaging: [value] }] };
      }),
    },
  ],
  types: {
    ...messaging.types,
    // What Meta no longer documents, and what says nothing of the conversation.
    '': 'ProviderEvent',
    account_linking: 'ProviderEvent',
    branded_camera: 'ProviderEvent',
    checkout_update: 'ProviderEvent',
    game_play: 'ProviderEvent',
    optin: 'ProviderEvent',
    payment: 'ProviderEvent',
    'policy-enforcement': 'ProviderEvent',
    request_thread_control: 'ProviderEvent',
  },
};

export const instagram: Plan = { folder: 'instagram', provider: 'instagram', ...messaging };
