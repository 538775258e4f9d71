import { expect } from '@jest/globals';
import type { Plan } from './plan.ts';
import { at, fieldsOf, jsonOf, listAt, textAt } from './samples.ts';

export const slack: Plan = {
  folder: 'slack',
  provider: 'slack',
  handshakes: [
    {
      files: /^url_verification/,
      check: (adapter, sample) => {
        const url = 'https://x/';
        const request = { method: 'POST', url, headers: {}, query: {}, body: sample.bytes };
        const answer = adapter.verifiedHandshake?.(request);
        expect(answer).toMatchObject({ status: 200, body: at(jsonOf(sample), 'challenge') });
        expect(adapter.read(request)).toEqual([]);
      },
    },
  ],
  events: (body) => [body],
  // A bot's message has its bot's id, or is by the user that the app itself is.
  kind: (delivery) => {
    const event = at(delivery, 'event');
    const type = [textAt(event, 'type'), textAt(event, 'subtype')].filter(Boolean).join(' ');
    const authorized = listAt(delivery, 'authorizations').map((one) => at(one, 'user_id'));
    const own = authorized.includes(at(event, 'user')) || textAt(event, 'bot_id') !== '';
    return type === 'message' && own ? 'message by a bot' : type;
  },
  types: {
    message: 'MessageReceived/text',
    'message by a bot': 'MessageSent/text',
    'message bot_message': 'MessageSent/text',
    'message file_share': 'MessageReceived/image',
    'message thread_broadcast': 'MessageReceived/text',
    'message message_changed': 'MessageEdited',
    app_mention: 'MessageReceived/text',
    reaction_added: 'MessageReacted',
    member_joined_channel: 'CustomerJoined',
    member_left_channel: 'CustomerLeft',
    app_uninstalled: 'ProviderEvent',
    team_access_granted: 'ProviderEvent',
    tokens_revoked: 'ProviderEvent',
  },
};

const MEDIA = ['contact', 'photo', 'sticker', 'venue', 'video', 'voice', 'document'];

export const telegram: Plan = {
  folder: 'telegram',
  provider: 'telegram',
  events: (body) => [body],
  kind: (update) => {
    const name = Object.keys(fieldsOf(update)).find((field) => field !== 'update_id') ?? '';
    if (name !== 'message') return name;
    const media = MEDIA.find((field) => at(update, 'message', field) !== undefined);
    return `message ${media ?? 'text'}`;
  },
  types: {
    'message text': 'MessageReceived/text',
    'message contact': 'MessageReceived/contacts',
    'message photo': 'MessageReceived/image',
    'message sticker': 'MessageReceived/sticker',
    'message venue': 'MessageReceived/location',
    'message video': 'MessageReceived/video',
    'message voice': 'MessageReceived/audio',
    'message document': 'MessageReceived/file',
    edited_message: 'MessageEdited',
    callback_query: 'PostbackReceived',
    inline_query: 'ProviderEvent',
    pre_checkout_query: 'ProviderEvent',
    shipping_query: 'ProviderEvent',
  },
};

export const line: Plan = {
  folder: 'line',
  provider: 'line',
  events: (body) => listAt(body, 'events'),
  kind: (event) => {
    const type = textAt(event, 'type');
    if (type === 'message') return `message ${textAt(event, 'message', 'type')}`;
    const members = at(event, type === 'memberLeft' ? 'left' : 'joined', 'members');
    return type + (listAt(members).length > 1 ? ` of ${listAt(members).length}` : '');
  },
  types: {
    'message text': 'MessageReceived/text',
    'message image': 'MessageReceived/image',
    'message video': 'MessageReceived/video',
    'message audio': 'MessageReceived/audio',
    'message file': 'MessageReceived/file',
    'message location': 'MessageReceived/location',
    'message sticker': 'MessageReceived/sticker',
    // Of a sender in a kind of chat that LINE does not document.
    'message unknownunknownuknown': 'ProviderEvent',
    messageEdited: 'MessageEdited',
    unsend: 'MessageDeleted',
    postback: 'PostbackReceived',
    follow: 'CustomerJoined',
    unfollow: 'CustomerLeft',
    join: 'BotJoined',
    leave: 'BotLeft',
    memberJoined: 'CustomerJoined',
    'memberJoined of 2': 'CustomerJoined + CustomerJoined',
    'memberLeft of 2': 'CustomerLeft + CustomerLeft',
    accountLink: 'CustomerUpdated',
    beacon: 'ProviderEvent',
    videoPlayComplete: 'ProviderEvent',
    greatNewFeature: 'ProviderEvent',
    // So named by the vendor's test.
    undefined: 'ProviderEvent',
  },
};

export const amazonConnect: Plan = {
  folder: 'amazon_connect',
  provider: 'amazon-connect',
  events: (body) => [body],
  kind: (body) => {
    const chat = textAt(body, 'Message') === '' ? body : JSON.parse(textAt(body, 'Message'));
    if (at(chat, 'Type') === 'MESSAGE') return `MESSAGE of ${textAt(chat, 'ParticipantRole')}`;
    return textAt(at(body, 'detail') ?? body, 'eventType');
  },
  types: {
    'MESSAGE of CUSTOMER': 'MessageReceived/text',
    CONNECTED_TO_AGENT: 'AgentJoined + ConversationAssigned',
    DISCONNECTED: 'AgentLeft + ConversationClosed',
  },
};
