import type { EventDraft } from '../../events/draft.ts';
import { texts } from '../texts.ts';
import type { Chat, Message } from './payload.ts';
import { type Update, updateIdOf } from './update.ts';

type MessagePlace = { readonly chat: Chat } & Partial<
  Pick<
    Message,
    'is_topic_message' | 'message_thread_id' | 'direct_messages_topic' | 'business_connection_id'
  >
>;

/** Where an event belongs, and under which of Telegram's names. */
export type Place = Pick<EventDraft, 'thread' | 'origin' | 'channel'>;

/**
 * The place of an update in a chat. A topic of a forum (or of a channel's direct messages) is a
 * conversation of its own; the replies of a plain group, which carry a `message_thread_id` as well,
 * are not. A business account's chat with a customer has the same id as the bot's own chat with them,
 * so the connection is part of its name.
 */
export function placeOf(update: Update, where: MessagePlace): Place {
  const { chat, business_connection_id } = where;
  const topic = topicOf(where);
  const name = chatName(chat.id, business_connection_id);
  const key = topic === undefined ? name : `${name}:${topic}`;
  const account = accountOf(update, chat);
  const metadata = texts({
    bot_id: update.botId,
    chat_id: chat.id,
    chat_type: chat.type,
    chat_title: chat.title,
    message_thread_id: topic,
    business_connection_id,
  });
  return {
    thread: account === undefined ? { key } : { key, account },
    origin: originOf(update, key),
    channel: { type: 'telegram', metadata: metadata ?? {} },
  };
}

/** The place of an update that is about no chat. */
export function nowhere(update: Update): Place {
  const metadata = texts({ bot_id: update.botId }) ?? {};
  return { thread: null, origin: originOf(update), channel: { type: 'telegram', metadata } };
}

function originOf(update: Update, conversationId?: string): EventDraft['origin'] {
  return {
    event_type: update.kind,
    event_id: updateIdOf(update),
    account_id: update.botId,
    conversation_id: conversationId,
  };
}

function topicOf({ is_topic_message, message_thread_id, direct_messages_topic }: MessagePlace) {
  return direct_messages_topic?.topic_id ?? (is_topic_message ? message_thread_id : undefined);
}

function chatName(chatId: number, connectionId: string | undefined): string {
  return connectionId === undefined ? String(chatId) : `${connectionId}:${chatId}`;
}

/** Supergroups and channels are the same to every bot; private chats and small groups are not. */
function accountOf({ botId }: Update, { type }: Chat): string | undefined {
  return type === 'supergroup' || type === 'channel' ? undefined : botId;
}

/** A message's id, which Telegram counts per chat, made unique within the bot. */
export function messageIdOf(
  { chat, business_connection_id }: Pick<MessagePlace, 'chat' | 'business_connection_id'>,
  messageId: number,
): string {
  return `${chatName(chat.id, business_connection_id)}:${messageId}`;
}

/** The key of a fact about something in a chat. */
export function factKey(update: Update, chat: Chat, ...names: readonly (string | number)[]) {
  const [fact, ...rest] = names;
  const account = accountOf(update, chat);
  return [fact, ...(account === undefined ? [] : [account]), ...rest].join(':');
}
