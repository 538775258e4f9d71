import { json, type Plan } from './plan.ts';
import { at, fieldsOf, jsonOf, listAt, textAt } from './samples.ts';

/** The topic of which the vendor's example of a conversation is the item, by the file's name. */
const TOPICS: readonly (readonly [RegExp, string])[] = [
  [/snooze_a_conversation/, 'conversation.admin.snoozed'],
  [/redact_a_conversation_part/, 'conversation_part.redacted'],
  [/quick_reply_options/, 'conversation.admin.replied'],
  [/reply_with_a_note/, 'conversation.admin.noted'],
  [/reply_user_/, 'conversation.user.replied'],
];

const newestPart = (event: unknown) => {
  return listAt(event, 'data', 'item', 'conversation_parts', 'conversation_parts').at(-1);
};

export const intercom: Plan = {
  folder: 'intercom',
  provider: 'intercom',
  forms: [
    {
      files: /^openapi_2_14_item__/,
      webhooks: json((item, { name }) => ({
        type: 'notification_event',
        app_id: 'shop',
        id: 'notif_1',
        topic: TOPICS.find(([files]) => files.test(name))?.[1],
        created_at: at(item, 'updated_at'),
        data: { type: 'notification_event_data', item },
      })),
    },
  ],
  events: (body) => [body],
  // A reply that reopens has the part type `open`, and the words.
  kind: (event) => {
    const part = newestPart(event);
    const reopens = at(part, 'part_type') === 'open' && textAt(part, 'body') !== '';
    return textAt(event, 'topic') + (reopens ? ' open' : '');
  },
  types: {
    ping: 'ProviderEvent',
    'contact.created': 'CustomerUpdated',
    'contact.signed_up': 'CustomerUpdated',
    'contact.tag.created': 'CustomerUpdated',
    'contact.tag.deleted': 'CustomerUpdated',
    'user.deleted': 'CustomerUpdated',
    'user.email.updated': 'CustomerUpdated',
    'user.tag.created': 'CustomerUpdated',
    'conversation.admin.assigned': 'ConversationAssigned',
    'conversation.admin.closed': 'ConversationClosed',
    // The capture's part is `assign_and_reopen`.
    'conversation.admin.opened': 'ConversationReopened + ConversationAssigned',
    'conversation.admin.replied': 'MessageSent',
    'conversation.admin.replied open': 'ConversationReopened + MessageSent',
    'conversation.admin.single.created': 'ConversationOpened + MessageSent',
    'conversation.admin.snoozed': 'ConversationUpdated',
    // The capture still brings the part of the snoozing.
    'conversation.admin.unsnoozed': 'ConversationUpdated + ConversationUpdated',
    'conversation.admin.noted': 'NoteAdded',
    'conversation_part.tag.created open': 'ConversationTagged',
    'conversation_part.redacted': 'MessageDeleted',
    'conversation_part.redacted open': 'MessageDeleted',
    'conversation.user.replied open': 'ConversationReopened + MessageReceived',
  },
};

export const zendeskSupport: Plan = {
  folder: 'zendesk_support',
  provider: 'zendesk-support',
  events: (body) => [body],
  kind: (event) => {
    const type = textAt(event, 'type').replace(/^zen:event-type[:/]/, '');
    if (type === 'ticket.status_changed') return `${type} ${textAt(event, 'event', 'current')}`;
    if (type === 'messaging_ticket.message_added') {
      return `${type} ${textAt(event, 'event', 'actor', 'type')}`;
    }
    return type + (listAt(event, 'event', 'tags_added').length > 0 ? ' tags' : '');
  },
  types: {
    'ticket.created': 'ConversationOpened + MessageReceived/text',
    'ticket.status_changed SOLVED': 'ConversationClosed',
    'ticket.status_changed OPEN': 'ConversationUpdated',
    'ticket.tags_changed tags': 'ConversationTagged',
    'ticket.custom_field_changed tags': 'ConversationUpdated + ConversationTagged',
    'messaging_ticket.message_added system': 'MessageSent/text',
    'messaging_ticket.message_added agent': 'MessageSent/text',
    'user.active_changed': 'CustomerUpdated',
    'user.identity_created': 'CustomerUpdated',
    'user.group_membership_created': 'CustomerUpdated',
    // Of the connector for EventBridge, which has ended.
    '': 'ProviderEvent',
  },
};

export const chatwoot: Plan = {
  folder: 'chatwoot',
  provider: 'chatwoot',
  events: (body) => [body],
  kind: (event) => {
    const name = textAt(event, 'event');
    if (name === 'message_created') return `${name} ${textAt(event, 'message_type')}`;
    return name === 'conversation_status_changed' ? `${name} ${textAt(event, 'status')}` : name;
  },
  types: {
    // Old versions say so when the status becomes open.
    conversation_opened: 'ConversationReopened',
    conversation_resolved: 'ConversationClosed',
    'conversation_status_changed open': 'ConversationReopened',
    'message_created incoming': 'MessageReceived/text',
    webwidget_triggered: 'ProviderEvent',
  },
};

const thread = { id: '029c31f25a21b47effd7be90', type: 'personal' };
const author = { type: 'user', userId: 'u1', displayName: 'Ada' };
const envelope = { app: { id: 'a1' }, webhook: { id: 'w1', version: 'v2' } };

export const sunshine: Plan = {
  folder: 'sunco',
  provider: 'sunshine-conversations',
  forms: [
    {
      // Contents of messages alone, by their type.
      files: /^_message_content_examples/,
      webhooks: (sample) => {
        const contents = Object.values(fieldsOf(jsonOf(sample))).flatMap((list) => listAt(list));
        const events = contents.map((example, n) => {
          const content = at(example, 'content');
          const received = '2026-11-18T09:00:00.000Z';
          const message = { id: `m${n}`, received, author, content };
          const payload = { conversation: thread, message };
          return { id: `e${n}`, createdAt: received, type: 'conversation:message', payload };
        });
        return [{ body: Buffer.from(JSON.stringify({ ...envelope, events })) }];
      },
    },
  ],
  events: (body) => listAt(body, 'events'),
  kind: (event) => {
    const type = textAt(event, 'type');
    const message = at(event, 'payload', 'message');
    if (type === 'conversation:message') {
      return [textAt(message, 'author', 'type'), textAt(message, 'content', 'type')].join(' ');
    }
    return type;
  },
  types: {
    'user text': 'MessageReceived/text',
    'user carousel': 'MessageReceived/structured',
    'user file': 'MessageReceived/file',
    'user form': 'MessageReceived/structured',
    'user image': 'MessageReceived/image',
    'user list': 'MessageReceived/structured',
    'user location': 'MessageReceived/location',
    'user template': 'MessageReceived/structured',
    'conversation:message:delivery:failure': 'MessageFailed',
    'conversation:read': 'MessageRead',
    'conversation:typing': 'TypingStarted',
    'conversation:postback': 'PostbackReceived',
    'conversation:referral': 'ReferralReceived',
    'conversation:remove': 'ConversationDeleted',
    'conversation:join': 'CustomerJoined',
    'switchboard:offerControl': 'ConversationAssigned',
    'switchboard:passControl': 'ConversationTransferred',
    'switchboard:passControl:failure': 'ProviderEvent',
    'client:add': 'CustomerUpdated',
    'client:update': 'CustomerUpdated',
    'client:remove': 'CustomerUpdated',
    'user:update': 'CustomerUpdated',
    'user:remove': 'CustomerUpdated',
    'user:merge': 'CustomerMerged',
  },
};
