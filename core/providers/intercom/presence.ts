import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { caseOf, partsOf } from './conversations.ts';
import { eventKey, type Notification, originOf, timeOf } from './notification.ts';
import { membership, type Person } from './payload.ts';
import { businessOf, contactOf, mainCustomerOf, personOf } from './people.ts';
import { barePlace, type Place, partFact } from './place.ts';
import { providerEvent } from './provider-event.ts';

/**
 * `conversation.read`: the customer has read the conversation. The parts that come along are
 * logged as well; most are known already, and then the same facts.
 */
export function readEvents(notification: Notification): readonly EventDraft[] {
  const told = caseOf(notification);
  const { place } = told;
  const { createdAt } = notification;
  const parts = partsOf(told);
  // It was read after the parts of the same second.
  const { sequence } = parts.at(-1)?.fact ?? {};
  const key =
    createdAt === null
      ? eventKey(notification, place.conversationId)
      : `read:${place.account}:${place.conversationId}:${createdAt}`;
  const read: EventDraft = {
    ...place.shared,
    fact: { key, part: 'read', rank: 'read', ...(sequence === undefined ? {} : { sequence }) },
    type: 'MessageRead',
    occurredAt: createdAt,
    actor: mainCustomerOf(place),
  };
  return [...parts, read];
}

const MEMBERSHIPS = {
  joined: { type: 'CustomerJoined', rank: 'joined' },
  left: { type: 'CustomerLeft', rank: 'left' },
} as const;

/** `conversation.contact.attached` and `.detached`: a part tells it, so its fact is the part's. */
export function membershipEvents(
  notification: Notification,
  step: keyof typeof MEMBERSHIPS,
): readonly EventDraft[] {
  const { conversation, contact } = readEvent(notification.item, membership);
  const id = conversation.id ?? conversation.model?.id;
  if (!id) return [providerEvent(notification)];
  const place = barePlace(notification.account, originOf(notification), id);
  const part = conversation.parts?.at(-1);
  if (!part) return [memberEvent(notification, place, contact, step)];
  const { owner_id, user_id } = part;
  const who = owner_id ? { type: 'admin', id: owner_id } : { type: 'contact', id: user_id };
  const member = memberEvent(notification, place, contact, step);
  return [
    {
      ...member,
      fact: { ...member.fact, ...partFact(place, part.id) },
      occurredAt: timeOf(part.created_at),
      actor: who.id ? personOf(place, who) : member.actor,
    },
  ];
}

/** A contact came to a conversation or ticket, or left it, as a notification alone tells. */
export function memberEvent(
  notification: Notification,
  place: Place,
  contact: Person,
  step: keyof typeof MEMBERSHIPS,
): EventDraft {
  const { type, rank } = MEMBERSHIPS[step];
  const subject = `${place.conversationId}:${contact.id}`;
  return {
    ...place.shared,
    fact: { key: eventKey(notification, subject), part: step, rank },
    type,
    occurredAt: notification.createdAt,
    actor: businessOf(place.account),
    participant: contactOf(place.account, contact) ?? mainCustomerOf(place),
  };
}
