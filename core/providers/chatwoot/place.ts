import type { ChannelType } from '../../events/blocks.ts';
import type { EventDraft } from '../../events/draft.ts';
import { texts } from '../texts.ts';
import type { Conversation, Named } from './payload.ts';
import { keyIn, type Webhook } from './webhook.ts';

/** Where an event belongs, and under which of Chatwoot's names. */
export type Place = Pick<EventDraft, 'thread' | 'origin' | 'channel'>;

const CHANNELS: Readonly<Record<string, ChannelType>> = {
  'Channel::WebWidget': 'web',
  'Channel::Whatsapp': 'whatsapp',
  'Channel::FacebookPage': 'messenger',
  'Channel::Instagram': 'instagram',
  'Channel::TwilioSms': 'sms',
  'Channel::Sms': 'sms',
  'Channel::Email': 'email',
  'Channel::Telegram': 'telegram',
  'Channel::Line': 'line',
  'Channel::Api': 'api',
  'Channel::Voice': 'voice',
};

/** What an event says of its account and inbox beside its conversation. */
export interface Around {
  readonly account?: Named;
  readonly inbox?: Named;
}

/**
 * The place of an event in a conversation. Ids of conversations are counted per account, but an event
 * about a conversation does not name its account; it names its inbox, whose id is unique in the
 * Chatwoot and which belongs to one account. So a conversation is named within its inbox.
 */
export function placeOf(webhook: Webhook, where: Conversation, around: Around): Place {
  const key = String(where.id);
  return {
    thread: {
      key,
      account: keyIn(webhook, scopeOf(where, around)),
    },
    origin: originOf(webhook, accountOf(where, around), key),
    channel: {
      type: channelOf(where),
      metadata: channelMetadata(webhook, around, where) ?? {},
    },
  };
}

/** The place of an event that is about no conversation. */
export function nowhere(webhook: Webhook, around: Around): Place {
  return {
    thread: null,
    origin: originOf(webhook, accountOf(undefined, around)),
    channel: {
      type: webhook.event === 'webwidget_triggered' ? 'web' : 'other',
      metadata: channelMetadata(webhook, around) ?? {},
    },
  };
}

/** Names a conversation in the keys of facts. */
export function conversationKey(where: Conversation, around: Around): string {
  return `${scopeOf(where, around)}:${where.id}`;
}

function scopeOf(where: Conversation, around: Around): string {
  const inbox = where.inbox_id ?? around.inbox?.id;
  return String(inbox ?? `account:${accountOf(where, around) ?? ''}`);
}

function originOf(webhook: Webhook, accountId: string | undefined, conversationId?: string) {
  return {
    event_type: webhook.event,
    event_id: webhook.deliveryId,
    account_id: accountId,
    conversation_id: conversationId,
  };
}

function accountOf(where: Conversation | undefined, { account }: Around): string | undefined {
  const id = account?.id ?? where?.account_id ?? where?.messages?.[0]?.account_id;
  return id === undefined || id === null ? undefined : String(id);
}

/** A Facebook page's inbox takes Instagram's messages too, and Twilio's WhatsApp's. */
function channelOf({ channel, contact_inbox, additional_attributes }: Conversation): ChannelType {
  if (additional_attributes?.type === 'instagram_direct_message') return 'instagram';
  const whatsapp = contact_inbox?.source_id?.startsWith('whatsapp:');
  if (channel === 'Channel::TwilioSms' && whatsapp) return 'whatsapp';
  return channel && Object.hasOwn(CHANNELS, channel) ? (CHANNELS[channel] ?? 'other') : 'other';
}

function channelMetadata({ installation }: Webhook, around: Around, where?: Conversation) {
  return texts({
    installation,
    account_id: accountOf(where, around),
    account_name: around.account?.name,
    inbox_id: where?.inbox_id ?? around.inbox?.id,
    inbox_name: around.inbox?.name,
    channel_type: where?.channel,
    contact_source_id: where?.contact_inbox?.source_id,
    referer: where?.additional_attributes?.referer,
  });
}
