import type { Role } from '../../events/blocks.ts';
import type { DraftParticipant } from '../../events/draft.ts';
import type { Chat, Message, User } from './payload.ts';
import type { Update } from './update.ts';

/** A user or bot of Telegram; their id is also the address of their private chat. */
export function personOf(user: User, role: Role = user.is_bot ? 'bot' : 'customer') {
  return participantOf(user, role);
}

/** A chat in whose name someone writes: a channel, or a group's anonymous administrator. */
export function chatAsPerson(chat: Chat, role: Role): DraftParticipant {
  return participantOf(chat, role);
}

function participantOf(who: User | Chat, role: Role): DraftParticipant {
  const id = String(who.id);
  const name = [who.first_name, who.last_name].filter(Boolean).join(' ');
  const title = 'title' in who ? who.title : undefined;
  return { role, key: id, provider_id: id, channel_id: id, name: title ?? (name || undefined) };
}

/** The source's bot: what customers write to. */
export function businessOf({ botId }: Update): DraftParticipant {
  return { role: 'system', key: botId ?? 'bot', provider_id: botId, channel_id: botId };
}

/** Who wrote a message. The business side are bots, owners and anonymous administrators. */
export function senderOf(update: Update, message: Message): DraftParticipant {
  const { chat, from, sender_chat: behind, sender_business_bot: bot } = message;
  if (bot) return personOf(bot, 'bot');
  if (update.kind.endsWith('channel_post')) return chatAsPerson(behind ?? chat, 'agent');
  if (behind) {
    const ours = behind.id === chat.id || message.is_automatic_forward === true;
    return chatAsPerson(behind, ours ? 'agent' : 'customer');
  }
  if (!from) return businessOf(update);
  // The chat of a business account has the id of the customer: another writer is the owner.
  const owner = message.business_connection_id !== undefined && from.id !== chat.id;
  return owner ? personOf(from, 'agent') : personOf(from);
}
