import type { EventDraft } from '../../events/draft.ts';
import { timeFromSeconds } from '../../events/time.ts';
import { readEvent } from '../json-body.ts';
import { type Chat, type Member, memberChange, type User } from './payload.ts';
import { personOf } from './people.ts';
import { factKey, placeOf } from './place.ts';
import { providerEvent } from './provider-event.ts';
import type { Update } from './update.ts';

type Shared = Pick<EventDraft, 'occurredAt' | 'thread' | 'origin' | 'channel' | 'actor'>;

const TYPES = {
  joined: { customer: 'CustomerJoined', bot: 'BotJoined' },
  left: { customer: 'CustomerLeft', bot: 'BotLeft' },
} as const;

/**
 * `my_chat_member` and `chat_member`: who came, left, or blocked the bot. In a private chat the
 * bot's own membership says what the customer did: `kicked` means that they blocked it.
 * Source: Telegram Bot API, Update and ChatMemberUpdated.
 */
export function memberEvents(update: Update): readonly EventDraft[] {
  const read = readEvent(update.value, memberChange);
  const [before, after] = [isIn(read.old_chat_member), isIn(read.new_chat_member)];
  if (before === after) return [providerEvent(update)];
  const shared = {
    ...placeOf(update, read),
    occurredAt: timeFromSeconds(read.date),
    actor: personOf(read.from),
    metadata: { status: read.new_chat_member.status },
  };
  const user = read.chat.type === 'private' ? read.from : read.new_chat_member.user;
  return [membershipEvent(update, read, shared, user, after ? 'joined' : 'left')];
}

function isIn({ status, is_member }: Member): boolean {
  if (status === 'restricted') return is_member === true;
  return ['creator', 'administrator', 'member'].includes(status);
}

/**
 * A join or leave. Telegram may tell it twice, as a message of service and as a change of
 * membership: told with the same second, both are one fact.
 */
export function membershipEvent(
  update: Update,
  { chat, date }: { readonly chat: Chat; readonly date: number },
  shared: Shared,
  user: User,
  what: 'joined' | 'left',
): EventDraft {
  const participant = personOf(user);
  return {
    ...shared,
    fact: {
      key: factKey(update, chat, 'member', chat.id, user.id, what, date),
      part: what,
      rank: what,
    },
    type: TYPES[what][participant.role === 'bot' ? 'bot' : 'customer'],
    participant,
  };
}
