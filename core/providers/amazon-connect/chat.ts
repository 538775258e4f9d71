import type { DraftParticipant, EventDraft } from '../../events/draft.ts';
import { contentKey } from '../content-key.ts';
import { texts } from '../texts.ts';
import type { ChatItem } from './payload.ts';
import { businessOf, customerOf, roleOf } from './people.ts';

/** A message or event of a chat, with what the notification around it says. */
export interface Chat {
  readonly item: ChatItem;
  readonly instanceId?: string | undefined;
  readonly awsAccountId?: string | undefined;
  /** Whom it is shown to: `AGENT`, `CUSTOMER` or `ALL`. */
  readonly visibility?: string | undefined;
  /** The item as it came, for what the log has no type for. */
  readonly whole: unknown;
}

const NAMESPACE = 'application/vnd.amazonaws.connect.';

/** The content type without the vendor's prefix and without parameters: `event.typing`. */
export function kindOf({ ContentType = '' }: ChatItem): string {
  const type = ContentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return type.startsWith(NAMESPACE) ? type.slice(NAMESPACE.length) : type;
}

/** The first contact of the chain: transfers make new contacts, the conversation stays. */
export function conversationOf({ item }: Chat): string | undefined {
  return item.InitialContactId ?? item.ContactId;
}

/** What all events of a chat have. */
export function sharedOf(chat: Chat) {
  const { item, instanceId } = chat;
  const conversationId = conversationOf(chat);
  const isEvent = item.Type.toUpperCase() === 'EVENT';
  return {
    thread: conversationId === undefined ? null : { key: conversationId },
    origin: {
      event_type: isEvent ? (item.ContentType ?? item.Type) : item.Type,
      event_id: item.Id,
      account_id: instanceId,
      conversation_id: conversationId,
    },
    channel: { type: 'web', metadata: channelMetadata(chat) },
    actor: senderOf(chat),
    metadata: texts({
      message_visibility: chat.visibility,
      related_contact_id: item.RelatedContactId,
    }),
  } satisfies Partial<EventDraft>;
}

/** Names a fact that has nothing but the item's id. */
export function itemKey({ item, whole }: Chat): string {
  return `event:${item.Id ?? contentKey(whole)}`;
}

/** Who sent the item. */
export function senderOf(chat: Chat): DraftParticipant {
  return participantOf(chat, chat.item.ParticipantId);
}

/** The customer of the chat. */
export function customerIn(chat: Chat): DraftParticipant {
  return customerOf(conversationOf(chat) ?? '');
}

/** The contact center. */
export function businessIn({ instanceId }: Chat): DraftParticipant {
  return businessOf(instanceId);
}

function participantOf(chat: Chat, participantId: string | undefined): DraftParticipant {
  const { ParticipantRole, DisplayName } = chat.item;
  const role = roleOf(ParticipantRole);
  const known = { provider_id: participantId, name: DisplayName || undefined };
  if (role === 'customer') return customerOf(conversationOf(chat) ?? '', known);
  if (role === 'system' || participantId === undefined) {
    return { ...businessIn(chat), role, name: known.name };
  }
  return { ...known, role, key: participantKey(participantId) };
}

/** The key of an agent or bot of a chat. */
export function participantKey(participantId: string): string {
  return `participant:${participantId}`;
}

function channelMetadata({ item, instanceId, awsAccountId }: Chat): Record<string, string> {
  const metadata = texts({
    contact_id: item.ContactId,
    instance_id: instanceId,
    aws_account_id: awsAccountId,
  });
  return metadata ?? {};
}
