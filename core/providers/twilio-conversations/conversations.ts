import type { EventDraft } from '../../events/draft.ts';
import { draftOf } from './draft.ts';
import { changeName, createdAt, type Notice, nameOf, needed, timeOf } from './notice.ts';
import { doerOf } from './people.ts';

type Status = NonNullable<NonNullable<EventDraft['change']>['status']>;

const STATUSES: ReadonlyMap<string | undefined, Status> = new Map([
  ['initializing', 'pending'],
  ['active', 'open'],
  ['inactive', 'pending'],
  ['closed', 'closed'],
]);

/** `onConversationAdded`. */
export function addedEvents(notice: Notice): readonly EventDraft[] {
  const sid = needed(notice, 'ConversationSid');
  const { DateCreated } = notice.parameters;
  const what = {
    fact: { key: `conversation:${sid}`, part: 'opened', rank: 'opened' },
    type: 'ConversationOpened',
    occurredAt: createdAt(notice),
    actor: doerOf(notice),
    change: { status: 'open' },
  } as const;
  return [draftOf(notice, what, { date_created: DateCreated })];
}

/** `onConversationUpdated`. */
export function updatedEvents(notice: Notice): readonly EventDraft[] {
  const sid = needed(notice, 'ConversationSid');
  const { DateUpdated } = notice.parameters;
  const what = {
    fact: { key: `conversation:${sid}:${changeName(notice)}`, part: 'updated', rank: 'changed' },
    type: 'ConversationUpdated',
    occurredAt: timeOf(DateUpdated),
    actor: doerOf(notice),
  } as const;
  return [draftOf(notice, what)];
}

/** `onConversationRemoved`: with all its messages. */
export function removedEvents(notice: Notice): readonly EventDraft[] {
  const sid = needed(notice, 'ConversationSid');
  const { DateRemoved, DateUpdated } = notice.parameters;
  const what = {
    fact: { key: `conversation:${sid}`, part: 'removed', rank: 'removed' },
    type: 'ConversationDeleted',
    occurredAt: timeOf(DateRemoved, DateUpdated),
    actor: doerOf(notice),
  } as const;
  return [draftOf(notice, what)];
}

/**
 * `onConversationStateUpdated`. An inactive conversation waits: it is active again with the next
 * message, and closed by a timer or the operator.
 * Source: Twilio, "States and Timers in Conversations".
 */
export function stateEvents(notice: Notice): readonly EventDraft[] {
  const sid = needed(notice, 'ConversationSid');
  const { StateUpdated, StateFrom, StateTo, Reason } = notice.parameters;
  const status = STATUSES.get(StateTo);
  const at = timeOf(StateUpdated);
  const what = {
    fact: {
      key: `state:${sid}:${StateTo}:${at ?? nameOf(notice)}`,
      part: 'state',
      rank: status === 'closed' ? 'closed' : 'changed',
    },
    type: typeOf(status),
    occurredAt: at,
    actor: doerOf(notice),
    change: { status, previous_status: STATUSES.get(StateFrom), reason: Reason },
  } as const;
  return [draftOf(notice, what, { state_from: StateFrom, state_to: StateTo })];
}

function typeOf(status: Status | undefined) {
  if (status === 'closed') return 'ConversationClosed';
  return status === 'open' ? 'ConversationReopened' : 'ConversationUpdated';
}
