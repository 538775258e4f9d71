import type { ChannelType } from '../../events/blocks.ts';
import type { EventDraft } from '../../events/draft.ts';
import type { Fact } from '../../events/event-id.ts';
import { texts } from '../metadata-texts.ts';
import type { ConversationItem, Person, Source } from './payload.ts';

/** The channels that Intercom names (`source.type` of conversations, `channel` of tickets). */
const CHANNELS: ReadonlyMap<string, ChannelType> = new Map([
  ['conversation', 'web'],
  ['messenger', 'web'],
  ['chat', 'web'],
  ['ios', 'ios'],
  ['android', 'android'],
  ['email', 'email'],
  ['facebook', 'messenger'],
  ['instagram', 'instagram'],
  ['whatsapp', 'whatsapp'],
  ['sms', 'sms'],
  ['slack', 'slack'],
  ['api', 'api'],
  ['phone_call', 'voice'],
  ['phone_switch', 'voice'],
]);

/** A conversation, as its events need it. */
export interface Place {
  /** The workspace: ids of conversations are unique only within it. */
  readonly account: string;
  readonly conversationId: string;
  /** The id of the message that opened it, under which Intercom may show that message as a part. */
  readonly sourceId?: string | undefined;
  readonly contacts: readonly Person[];
  readonly shared: Pick<EventDraft, 'thread' | 'origin' | 'channel' | 'ticket_id'>;
}

/** The place of a conversation, from a notification or from the API: `origin` says which. */
export function placeOf(
  account: string,
  origin: EventDraft['origin'],
  read: ConversationItem,
): Place {
  const opening = sourceOf(read);
  return {
    account,
    conversationId: read.id,
    sourceId: opening?.id,
    contacts: read.contacts ?? (read.user ? [read.user] : []),
    shared: {
      thread: { key: read.id, account },
      origin: { ...origin, conversation_id: read.id },
      channel: {
        type: channelType(opening),
        metadata: texts({
          source_type: read.source?.type,
          delivered_as: read.source?.delivered_as,
          page_url: opening?.url,
          conversation_url: read.links?.conversation_web,
        }),
      },
    },
  };
}

interface Known {
  readonly channelName: string | null | undefined;
  readonly contacts: readonly Person[];
  readonly ticketId: string | undefined;
}

/** The place of a conversation or ticket of which little more than the id is known. */
export function barePlace(
  account: string,
  origin: EventDraft['origin'],
  conversationId: string,
  { channelName, contacts = [], ticketId }: Partial<Known> = {},
): Place {
  return {
    account,
    conversationId,
    contacts,
    shared: {
      thread: { key: conversationId, account },
      origin: { ...origin, conversation_id: conversationId },
      channel: {
        type: CHANNELS.get(channelName ?? '') ?? 'other',
        metadata: texts({ source_type: channelName }),
      },
      ticket_id: ticketId,
    },
  };
}

/** The message that opened a conversation. */
export function sourceOf(read: ConversationItem): Source | undefined {
  return read.source ?? read.conversation_message ?? undefined;
}

/** 1.x does not name the channel; a message that was written on a page came from the Messenger. */
function channelType(opening: Source | undefined): ChannelType {
  return CHANNELS.get(opening?.type ?? '') ?? (opening?.url ? 'web' : 'other');
}

/** The key of the fact that a conversation was opened, with its first message. */
export function sourceKey({ account, conversationId }: Place): string {
  return `source:${account}:${conversationId}`;
}

/**
 * Key and order of the facts of a part. Ids of parts grow: they order the parts of one second.
 * The opening message, shown as a part when it is tagged or redacted, keeps its own key.
 */
export function partFact(place: Place, partId: string): Pick<Fact, 'key' | 'sequence'> {
  if (partId === place.sourceId) return { key: sourceKey(place) };
  const key = `part:${place.account}:${partId}`;
  const sequence = Number(partId);
  return Number.isSafeInteger(sequence) && sequence >= 0 ? { key, sequence } : { key };
}
