import type { EventDraft } from '../../events/draft.ts';
import { timeFromSeconds } from '../../events/time.ts';
import { readEvent } from '../json-body.ts';
import { messageReaction, type Reaction } from './payload.ts';
import { businessOf, chatAsPerson, personOf } from './people.ts';
import { messageIdOf, placeOf } from './place.ts';
import { providerEvent } from './provider-event.ts';
import { type Update, updateKey } from './update.ts';

/**
 * `message_reaction`: Telegram sends the lists before and after; the log has an event for each
 * emoji that came or went.
 */
export function reactionEvents(update: Update): readonly EventDraft[] {
  const read = readEvent(update.value, messageReaction);
  const added = difference(read.new_reaction, read.old_reaction);
  const removed = difference(read.old_reaction, read.new_reaction);
  if (added.length + removed.length === 0) return [providerEvent(update)];
  const { user, actor_chat } = read;
  const byChat = actor_chat ? chatAsPerson(actor_chat, 'customer') : businessOf(update);
  const event = (emoji: string, action: 'added' | 'removed'): EventDraft => ({
    ...placeOf(update, read),
    fact: { key: `${updateKey(update)}:${action}:${emoji}`, part: 'reaction', rank: 'changed' },
    type: 'MessageReacted',
    occurredAt: timeFromSeconds(read.date),
    actor: user ? personOf(user) : byChat,
    message: { id: messageIdOf(read, read.message_id) },
    reaction: { emoji, action },
  });
  return [
    ...removed.map((emoji) => event(emoji, 'removed')),
    ...added.map((emoji) => event(emoji, 'added')),
  ];
}

function difference(those: readonly Reaction[], without: readonly Reaction[]): readonly string[] {
  const known = new Set(without.map(emojiOf));
  return [...new Set(those.map(emojiOf))].filter((emoji) => !known.has(emoji));
}

/** An emoji, or the id of a custom one; a paid reaction is a star. */
function emojiOf({ type, emoji, custom_emoji_id }: Reaction): string {
  return emoji ?? custom_emoji_id ?? (type === 'paid' ? '⭐' : type);
}
