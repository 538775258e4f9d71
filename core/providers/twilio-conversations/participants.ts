import type { EventDraft } from '../../events/draft.ts';
import { draftOf } from './draft.ts';
import { changeName, createdAt, type Notice, needed, timeOf } from './notice.ts';
import { doerOf, participantOf } from './people.ts';
import { payloadOf } from './provider-event.ts';

const TYPES = {
  joined: { customer: 'CustomerJoined', agent: 'AgentJoined', bot: 'BotJoined' },
  left: { customer: 'CustomerLeft', agent: 'AgentLeft', bot: 'BotLeft' },
} as const;

/** `onParticipantAdded`. */
export function joinedEvents(notice: Notice): readonly EventDraft[] {
  const { DateCreated } = notice.parameters;
  const draft = membership(notice, 'joined', createdAt(notice));
  return [draftOf(notice, draft, { date_created: DateCreated })];
}

/** `onParticipantRemoved`. */
export function leftEvents(notice: Notice): readonly EventDraft[] {
  const { DateRemoved, DateUpdated } = notice.parameters;
  return [draftOf(notice, membership(notice, 'left', timeOf(DateRemoved, DateUpdated)))];
}

function membership(notice: Notice, what: 'joined' | 'left', occurredAt: number | null) {
  const sid = needed(notice, 'ParticipantSid');
  const participant = participantOf(notice);
  const { role } = participant;
  return {
    fact: { key: `participant:${sid}`, part: what, rank: what },
    type: TYPES[what][role === 'system' ? 'agent' : role],
    occurredAt,
    actor: doerOf(notice),
    participant,
  } as const;
}

/**
 * `onParticipantUpdated`: mostly how far a participant has read, which Twilio counts by `Index`. An
 * update of something else repeats that index, and cannot be told from it.
 */
export function updatedEvents(notice: Notice): readonly EventDraft[] {
  const sid = needed(notice, 'ParticipantSid');
  const { LastReadMessageIndex: index, LastReadTimestamp, DateUpdated } = notice.parameters;
  const participant = participantOf(notice);
  if (index !== undefined) {
    const what = {
      fact: { key: `read:${sid}:${index}`, part: 'read', rank: 'read' },
      type: 'MessageRead',
      occurredAt: timeOf(LastReadTimestamp, DateUpdated),
      actor: participant,
    } as const;
    return [draftOf(notice, what, { last_read_message_index: String(index) })];
  }
  const isCustomer = participant.role === 'customer';
  const what = {
    fact: { key: `participant:${sid}:${changeName(notice)}`, part: 'updated', rank: 'changed' },
    type: isCustomer ? 'CustomerUpdated' : 'ProviderEvent',
    occurredAt: timeOf(DateUpdated),
    actor: doerOf(notice),
    participant,
    payload: isCustomer ? undefined : payloadOf(notice),
  } as const;
  return [draftOf(notice, what)];
}
