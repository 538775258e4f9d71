import type { ChannelType } from '../../events/blocks.ts';
import type { EventDraft } from '../../events/draft.ts';
import { addressOf, isAddress } from '../twilio-address.ts';
import { type MetadataNames, metadataNames, metadataOf } from '../twilio-metadata.ts';
import { attributesOf } from './attributes.ts';
import type { Notice } from './notice.ts';
import type { Parameters } from './parameters.ts';

const METADATA = metadataNames(
  'Source',
  'ClientIdentity',
  'ModifiedBy',
  'UniqueName',
  'FriendlyName',
  'State',
  'Subject',
  'ContentSid',
  'AuthorFriendlyName',
  'MessagingBinding.Level',
  'RoleSid',
  'DeliveryReceiptSid',
  'ChannelMessageSid',
  'IsOnline',
  'IsNotifiable',
);

const CHANNEL_METADATA: MetadataNames = [
  ['ChatServiceSid', 'chat_service_sid'],
  ['MessagingServiceSid', 'messaging_service_sid'],
  ['MessagingBinding.ProxyAddress', 'proxy_address'],
  ['MessagingBinding.ProjectedAddress', 'projected_address'],
];

/** Sources of messages, and types of bindings, that name a channel of ours. */
const CHANNELS: ReadonlyMap<string, ChannelType> = new Map([
  ['SMS', 'sms'],
  ['MMS', 'mms'],
  ['GROUP-MMS', 'mms'],
  ['WHATSAPP', 'whatsapp'],
  ['MESSENGER', 'messenger'],
  ['INSTAGRAM', 'instagram'],
  ['RCS', 'rcs'],
  ['EMAIL', 'email'],
  ['API', 'api'],
]);

type What = Omit<EventDraft, 'thread' | 'origin' | 'channel' | 'metadata'>;

/** Completes what is said of an event with where, under which of Twilio's names, and metadata. */
export function draftOf(
  notice: Notice,
  what: What,
  more: Readonly<Record<string, string | undefined>> = {},
): EventDraft {
  const { parameters, texts } = notice;
  const { ConversationSid, AccountSid } = parameters;
  const metadata = metadataOf(texts, METADATA, more);
  const attributes = attributesOf(parameters.Attributes);
  return {
    thread: ConversationSid ? { key: ConversationSid } : null,
    origin: {
      event_type: notice.eventType,
      event_id: notice.eventId,
      account_id: AccountSid,
      conversation_id: ConversationSid,
    },
    channel: {
      type: channelOf(parameters),
      metadata: metadataOf(texts, CHANNEL_METADATA) ?? {},
    },
    metadata: attributes ? { ...metadata, ...attributes } : metadata,
    ...what,
  };
}

/** The customer's channel, where an address, a binding or the source of a message names it. */
function channelOf({ Author, AuthorAddress, Source, ...rest }: Parameters): ChannelType {
  const address = AuthorAddress ?? rest['MessagingBinding.Address'] ?? Author;
  if (address && isAddress(address)) return addressOf(address).channel;
  const name = rest['MessagingBinding.Type'] ?? (Author && Source);
  return CHANNELS.get(name?.toUpperCase() ?? '') ?? 'other';
}
