import { form, type Plan } from './plan.ts';
import { at, fieldsOf, textAt } from './samples.ts';

/** Every one of the decoded files is a twin of the form beside it, which is what Twilio sends. */
const decoded = { files: /\.json$/, webhooks: form(fieldsOf) };

export const twilioConversations: Plan = {
  folder: 'twilio_conversations',
  provider: 'twilio-conversations',
  forms: [{ files: /^eventstreams_/, webhooks: ({ bytes }) => [{ body: bytes }] }, decoded],
  events: (body) => [body],
  kind: (event) => {
    const type = textAt(event, 'EventType') || textAt(event, 'type');
    const data = at(event, 'data') ?? event;
    return [type, textAt(data, 'Status'), textAt(data, 'StateTo')].filter(Boolean).join(' ');
  },
  types: {
    // By an identity, which is an agent's unless the source says otherwise.
    onMessageAdded: 'MessageSent/text',
    onMessageUpdated: 'MessageEdited',
    onMessageRemoved: 'MessageDeleted',
    'onDeliveryUpdated delivered': 'MessageDelivered',
    'onConversationStateUpdated closed': 'ConversationClosed',
    onParticipantAdded: 'CustomerJoined',
    onParticipantUpdated: 'MessageRead',
    'com.twilio.conversations.conversation.added': 'ConversationOpened',
    'com.twilio.conversations.conversation-state.updated inactive': 'ConversationUpdated',
    'com.twilio.conversations.message.added': 'MessageSent/image',
    'com.twilio.conversations.participant.added': 'CustomerJoined',
  },
};

const inbound = {
  MessageSid: 'SM00000000000000000000000000000001',
  AccountSid: 'AC00000000000000000000000000000001',
  From: 'whatsapp:+14155550100',
  To: 'whatsapp:+14155550199',
  Body: '',
  NumMedia: '0',
};

export const twilioMessaging: Plan = {
  folder: 'twilio_messaging',
  provider: 'twilio-messaging',
  forms: [
    {
      files: /^docs_InteractiveData_value/,
      webhooks: form((value) => ({ ...inbound, InteractiveData: value })),
    },
    {
      files: /^docs_ChannelMetadata_rcs_value/,
      webhooks: form((value) => ({
        ...inbound,
        From: 'rcs:+14155550100',
        To: 'rcs:agent',
        Body: textAt(value, 'data', 'context', 'suggestionResponse', 'text'),
        ButtonPayload: textAt(value, 'data', 'context', 'buttonPayload'),
        ChannelMetadata: value,
      })),
    },
    decoded,
  ],
  events: (body) => [body],
  kind: (event) => {
    const has = (name: string) => textAt(event, name) !== '';
    if (has('MessageStatus')) return textAt(event, 'MessageStatus');
    const words = ['ButtonPayload', 'Latitude', 'InteractiveData', 'MediaUrl0'].filter(has);
    return ['received', ...words].join(' ');
  },
  types: {
    received: 'MessageReceived/text',
    'received ButtonPayload': 'MessageReceived/text + PostbackReceived',
    'received Latitude': 'MessageReceived/location',
    'received InteractiveData': 'MessageReceived/structured',
    'received MediaUrl0': 'MessageReceived/image',
    sent: 'MessageAccepted',
    delivered: 'MessageDelivered',
    read: 'MessageRead',
    undelivered: 'MessageFailed',
  },
};
