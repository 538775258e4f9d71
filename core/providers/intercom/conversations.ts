import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { metadataOf, texts } from '../metadata-texts.ts';
import { eventKey, type Notification, originOf } from './notification.ts';
import { openingEvents } from './opening.ts';
import { partEvents } from './parts.ts';
import { anyItem, type ConversationItem, conversation, type Person } from './payload.ts';
import { businessOf } from './people.ts';
import { barePlace, type Place, placeOf } from './place.ts';
import { providerEvent } from './provider-event.ts';
import { ratingEvents } from './ratings.ts';
import { isStep, type Step, stepEvent } from './steps.ts';

/** A notification about a conversation, read once. */
export interface ConversationCase {
  readonly notification: Notification;
  readonly read: ConversationItem;
  readonly place: Place;
  readonly rawParts: readonly unknown[];
}

/** Reads the conversation of a notification. */
export function caseOf(notification: Notification): ConversationCase {
  const read = readEvent(notification.item, conversation);
  const place = placeOf(notification.account, originOf(notification), read);
  const rawParts = read.conversation_parts?.conversation_parts ?? [];
  return { notification, read, place, rawParts };
}

/** `conversation.user.created` and `conversation.admin.single.created`. */
export function createdEvents(notification: Notification): readonly EventDraft[] {
  const told = caseOf(notification);
  return [...openingEvents(told.place, told.read), ...partsOf(told)];
}

/** `conversation.rating.added` and later changes of it. */
export function ratedEvents(notification: Notification): readonly EventDraft[] {
  const told = caseOf(notification);
  const rated = ratingEvents(told.place, told.read);
  return [...(rated.length > 0 ? rated : [providerEvent(notification)]), ...partsOf(told)];
}

/** `conversation.deleted`: the conversation is gone at Intercom; no more than its id is sent. */
export function deletedEvents(notification: Notification): readonly EventDraft[] {
  const item = anyItem.parse(notification.item);
  const conversationId = item.conversation_id ?? item.id;
  if (!conversationId) return [providerEvent(notification)];
  const { account, createdAt } = notification;
  return [
    {
      ...barePlace(account, originOf(notification), conversationId).shared,
      fact: { key: `conversation:${account}:${conversationId}`, part: 'deleted', rank: 'removed' },
      type: 'ConversationDeleted',
      occurredAt: createdAt,
      actor: businessOf(account),
    },
  ];
}

/** The events of the parts that came along, which are the newest ones: mostly one. */
export function partsOf({ place, read, rawParts }: ConversationCase): readonly EventDraft[] {
  const after = rawParts.length === 1 ? read : undefined;
  return rawParts.flatMap((raw) => partEvents(place, raw, after));
}

/**
 * A topic that a part tells: `expected` is the part of the fact that it should hold. Where none
 * does (the part is missing, or another came), the topic itself is what is known of the step.
 */
export function toldByPart(notification: Notification, expected: string): readonly EventDraft[] {
  const told = caseOf(notification);
  const events = partsOf(told);
  if (events.some(({ fact }) => fact.part === expected)) return events;
  if (isStep(expected)) return [...events, stepOfTopic(told, expected)];
  return events.length > 0 ? events : [providerEvent(notification)];
}

function stepOfTopic({ notification, place, read }: ConversationCase, step: Step): EventDraft {
  const { priority, snoozed_until, company_id } = read;
  return stepEvent(place, step, {
    fact: { key: eventKey(notification, place.conversationId) },
    occurredAt: notification.createdAt,
    actor: businessOf(place.account),
    reason: notification.topic,
    assignedTo: read.assignee ?? assigneeOf(read),
    metadata: metadataOf(
      texts({
        priority: step === 'event' ? priority : undefined,
        company_id: step === 'event' ? company_id : undefined,
        snoozed_until: step === 'snoozed' ? snoozed_until : undefined,
      }),
    ),
  });
}

/** Who has a conversation or ticket; tickets write nobody as `"0"`. */
export function assigneeOf(
  read: Pick<ConversationItem, 'admin_assignee_id' | 'team_assignee_id'>,
): Person | undefined {
  const { admin_assignee_id: admin, team_assignee_id: team } = read;
  if (admin && admin !== '0') return { type: 'admin', id: admin };
  return team && team !== '0' ? { type: 'team', id: team } : undefined;
}
