import type { DraftParticipant, EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { texts } from '../texts.ts';
import { merged } from './metadata.ts';
import { anyEvent, followEvent, memberEvent } from './payload.ts';
import { businessOf, type Shared, sharedOf, userOf } from './place.ts';
import { providerEvent } from './provider-event.ts';
import type { Unit } from './unit.ts';

type What = 'joined' | 'left';

/** `follow`: a user added the account as a friend, or unblocked it. */
export function followEvents(unit: Unit): readonly EventDraft[] {
  return friendEvents(unit, 'joined');
}

/** `unfollow`: a user blocked the account. */
export function unfollowEvents(unit: Unit): readonly EventDraft[] {
  return friendEvents(unit, 'left');
}

function friendEvents(unit: Unit, what: What): readonly EventDraft[] {
  const event = readEvent(unit.event, followEvent);
  const userId = event.source?.userId;
  if (!userId) return [providerEvent(unit)];
  const shared = sharedOf(unit, event);
  const unblocked = texts({ is_unblocked: event.follow?.isUnblocked });
  const metadata = merged(shared.metadata, unblocked);
  return [customerEvent(unit, { ...shared, metadata }, userId, what)];
}

/** `memberJoined`: users came to a group that the account is in. */
export function memberJoinedEvents(unit: Unit): readonly EventDraft[] {
  return memberEvents(unit, 'joined');
}

/** `memberLeft`: users left a group that the account is in. */
export function memberLeftEvents(unit: Unit): readonly EventDraft[] {
  return memberEvents(unit, 'left');
}

function memberEvents(unit: Unit, what: What): readonly EventDraft[] {
  const event = readEvent(unit.event, memberEvent);
  const ids = event[what]?.members.flatMap(({ userId }) => userId ?? []) ?? [];
  const shared = sharedOf(unit, event);
  if (ids.length === 0 || !shared.thread) return [providerEvent(unit)];
  return ids.map((id) => customerEvent(unit, { ...shared, actor: userOf(id) }, id, what));
}

/** `join`: the account was added to a group or room. */
export function joinEvents(unit: Unit): readonly EventDraft[] {
  return botEvents(unit, 'joined');
}

/** `leave`: the account left a group or room, or was removed. */
export function leaveEvents(unit: Unit): readonly EventDraft[] {
  return botEvents(unit, 'left');
}

function botEvents(unit: Unit, what: What): readonly EventDraft[] {
  const { destination } = unit;
  const shared = sharedOf(unit, readEvent(unit.event, anyEvent));
  if (!shared.thread) return [providerEvent(unit)];
  const bot: DraftParticipant = { ...businessOf(destination), role: 'bot' };
  // Who added or removed the account, LINE does not say.
  const type = what === 'joined' ? 'BotJoined' : 'BotLeft';
  return [{ ...memberDraft(unit, shared, bot, what), type, actor: bot }];
}

function customerEvent(unit: Unit, shared: Shared, userId: string, what: What): EventDraft {
  const type = what === 'joined' ? 'CustomerJoined' : 'CustomerLeft';
  return { ...memberDraft(unit, shared, userOf(userId), what), type };
}

/** Someone is in a chat or is not: the fact is that, at that time. */
function memberDraft(
  { destination }: Unit,
  shared: Shared,
  participant: DraftParticipant,
  what: What,
) {
  const chat = shared.thread?.key ?? '';
  const names = [destination, chat, participant.key, what, shared.occurredAt];
  const fact = { key: `member:${names.join(':')}`, part: what, rank: what };
  return { ...shared, fact, participant };
}
