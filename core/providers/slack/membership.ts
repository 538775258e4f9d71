import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { texts } from '../texts.ts';
import { channelEvent, membership, serviceMessage } from './payload.ts';
import { actorOf, authorOf } from './people.ts';
import { placeOf, type Where } from './place.ts';
import { providerEvent } from './provider-event.ts';
import { type Moment, type SlackEvent, secondOf } from './slack-event.ts';

type Member = EventDraft['actor'];
type What = 'joined' | 'left';

const TYPES = {
  joined: { customer: 'CustomerJoined', agent: 'AgentJoined', bot: 'BotJoined' },
  left: { customer: 'CustomerLeft', agent: 'AgentLeft', bot: 'BotLeft' },
} as const;

/** The type of a join or leave of someone with this role. */
export function membershipType(role: Member['role'], what: What): EventDraft['type'] {
  return TYPES[what][role === 'system' ? 'bot' : role];
}

/** `member_joined_channel` and `member_left_channel`. */
export function memberEvents(event: SlackEvent): readonly EventDraft[] {
  const { user, event_ts, inviter, ...where } = readEvent(event.event, membership);
  const what = event.kind === 'member_joined_channel' ? 'joined' : 'left';
  const member = actorOf(event, user);
  return [memberEvent(event, where, member, what, secondOf(event, event_ts), inviter)];
}

/** The messages `channel_join` and `channel_leave`, which tell the same in the channel. */
export function memberMessageEvents(event: SlackEvent): readonly EventDraft[] {
  const read = readEvent(event.event, serviceMessage);
  if (!read.user) return [providerEvent(event)];
  const what = read.subtype?.endsWith('_join') ? 'joined' : 'left';
  const { channel, channel_type, ts, inviter } = read;
  const member = authorOf(event, read);
  const where = { channel, channel_type };
  return [memberEvent(event, where, member, what, secondOf(event, ts), inviter)];
}

/** `channel_left`: the member that the app acts for, mostly its bot, is no longer in the channel. */
export function ownLeaveEvents(event: SlackEvent): readonly EventDraft[] {
  const { channel, actor_id, event_ts } = readEvent(event.event, channelEvent);
  const user = event.authorizations?.[0]?.user_id;
  if (user === undefined || typeof channel !== 'string') return [providerEvent(event)];
  const member = actorOf(event, user);
  const at = secondOf(event, event_ts);
  return [memberEvent(event, { channel }, member, 'left', at, actor_id)];
}

function memberEvent(
  event: SlackEvent,
  where: Where,
  participant: Member,
  what: What,
  { occurredAt, mark }: Moment,
  by: string | undefined,
): EventDraft {
  return {
    ...placeOf(event, where),
    fact: {
      key: `member:${where.channel}:${participant.key}:${what}:${mark}`,
      part: what,
      rank: what,
    },
    type: membershipType(participant.role, what),
    occurredAt,
    actor: by ? actorOf(event, by) : participant,
    participant,
    metadata: texts(what === 'joined' ? { inviter: by } : {}),
  };
}
