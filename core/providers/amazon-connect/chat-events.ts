import type { EventType } from '../../events/catalogue.ts';
import type { EventDraft } from '../../events/draft.ts';
import type { Rank } from '../../events/event-id.ts';
import { jsonOf } from '../json-value.ts';
import { type Chat, itemKey, kindOf, senderOf, sharedOf } from './chat.ts';
import { messageEvents } from './messages.ts';
import { metadataEvents, receiptEvents } from './receipts.ts';
import { firstTime } from './times.ts';

const JOINED = {
  customer: 'CustomerJoined',
  agent: 'AgentJoined',
  bot: 'BotJoined',
  system: 'BotJoined',
} as const;

const LEFT = {
  customer: 'CustomerLeft',
  agent: 'AgentLeft',
  bot: 'BotLeft',
  system: 'BotLeft',
} as const;

/** The log events of a message or event of a chat. */
export function chatEvents(chat: Chat): readonly EventDraft[] {
  switch (chat.item.Type.toUpperCase()) {
    case 'MESSAGE':
    case 'ATTACHMENT':
      return messageEvents(chat) ?? [unknownItem(chat)];
    case 'MESSAGEMETADATA':
      return metadataEvents(chat) ?? [unknownItem(chat)];
    case 'EVENT':
      return eventsOfKind(chat) ?? [unknownItem(chat)];
    default:
      return [unknownItem(chat)];
  }
}

function eventsOfKind(chat: Chat): readonly EventDraft[] | null {
  switch (kindOf(chat.item)) {
    case 'event.typing':
      return [event(chat, 'TypingStarted', 'typing', 'noted')];
    case 'event.participant.joined':
      return [membership(chat, JOINED[senderOf(chat).role], 'joined')];
    case 'event.participant.left':
      return [membership(chat, LEFT[senderOf(chat).role], 'left')];
    case 'event.transfer.succeeded':
      return [{ ...event(chat, 'ConversationTransferred', 'transfer', 'assigned'), change: {} }];
    case 'event.chat.ended':
      return [closing(chat)];
    case 'event.message.delivered':
    case 'event.message.read':
      return receiptEvents(chat);
    case 'event.message.metadata':
      return metadataEvents(chat);
    default:
      return null;
  }
}

function event(chat: Chat, type: EventType, part: string, rank: Rank): EventDraft {
  return {
    ...sharedOf(chat),
    fact: { key: itemKey(chat), part, rank },
    type,
    occurredAt: firstTime(chat.item.AbsoluteTime),
  };
}

function membership(chat: Chat, type: EventType, what: 'joined' | 'left'): EventDraft {
  return { ...event(chat, type, what, what), participant: senderOf(chat) };
}

/** The contact event DISCONNECTED tells the same; told with the same time, both are one fact. */
function closing(chat: Chat): EventDraft {
  const { ContactId } = chat.item;
  const key = ContactId === undefined ? itemKey(chat) : `contact:${ContactId}:disconnected`;
  return {
    ...event(chat, 'ConversationClosed', 'contact', 'closed'),
    fact: { key, part: 'contact', rank: 'closed' },
    change: { status: 'closed' },
  };
}

/** Nothing is dropped: an item without a type of ours is kept whole. */
function unknownItem(chat: Chat): EventDraft {
  return {
    ...event(chat, 'ProviderEvent', 'event', 'noted'),
    payload: jsonOf(chat.whole),
  };
}
