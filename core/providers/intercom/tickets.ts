import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { metadataOf, prefixed, texts } from '../metadata-texts.ts';
import { assigneeOf } from './conversations.ts';
import { eventKey, type Notification, originOf, timeOf } from './notification.ts';
import { partEvents } from './parts.ts';
import { businessOf, mainCustomerOf } from './people.ts';
import { barePlace, type Place, sourceKey } from './place.ts';
import { memberEvent } from './presence.ts';
import { providerEvent } from './provider-event.ts';
import { isStep, type Step, stepEvent } from './steps.ts';
import { partHead, type Ticket, ticket, ticketItem } from './ticket-payload.ts';

interface TicketCase {
  readonly notification: Notification;
  readonly read: Ticket;
  readonly place: Place;
}

function caseOf(notification: Notification) {
  const item = readEvent(notification.item, ticketItem);
  const read = item.ticket ?? readEvent(notification.item, ticket);
  const place = barePlace(notification.account, originOf(notification), read.id, {
    channelName: read.channel,
    contacts: read.contacts ?? [],
    ticketId: read.ticket_id ?? undefined,
  });
  return { notification, read, place, item };
}

/**
 * A ticket is a conversation and its parts have the same ids, so a reply that both a conversation
 * topic and a ticket topic tell is one fact.
 * @param expected the part of the fact that the topic should hold
 */
export function ticketEvents(notification: Notification, expected: string): readonly EventDraft[] {
  const told = caseOf(notification);
  const events = newPartsOf(told.read, told.item.ticket_part).flatMap((raw) => {
    return partEvents(told.place, raw);
  });
  if (events.some(({ fact }) => fact.part === expected)) return events;
  if (isStep(expected)) return [...events, stepOfTopic(told, expected)];
  return events.length > 0 ? events : [providerEvent(notification)];
}

/** `ticket.created`: a conversation that begins as a ticket, or one that became a ticket. */
export function ticketCreatedEvents(notification: Notification): readonly EventDraft[] {
  const told = caseOf(notification);
  const { read, place } = told;
  const opened: EventDraft = {
    ...place.shared,
    fact: { key: sourceKey(place), part: 'opened', rank: 'opened' },
    type: 'ConversationOpened',
    occurredAt: read.created_at ? timeOf(read.created_at) : notification.createdAt,
    actor: businessOf(place.account),
    participant: mainCustomerOf(place),
    change: { status: 'open' },
  };
  const key = `ticket:${place.account}:${place.conversationId}`;
  const created = stepOfTopic(told, 'event', key);
  return [opened, created];
}

/** `ticket.contact.attached` and `.detached`. */
export function ticketMemberEvents(
  notification: Notification,
  step: 'joined' | 'left',
): readonly EventDraft[] {
  const { place, item } = caseOf(notification);
  if (!item.contact) return [providerEvent(notification)];
  return [memberEvent(notification, place, item.contact, step)];
}

/** Where the ticket comes with all its parts, the new ones are those of its last change. */
function newPartsOf(read: Ticket, own: unknown): readonly unknown[] {
  if (own !== undefined && own !== null) return [own];
  const all = read.ticket_parts?.ticket_parts ?? [];
  if (!read.updated_at) return all.slice(-1);
  const since = timeOf(read.updated_at);
  return all.filter((raw) => timeOf(readEvent(raw, partHead).created_at) >= since);
}

function stepOfTopic({ notification, place, read }: TicketCase, step: Step, key?: string) {
  return stepEvent(place, step, {
    fact: { key: key ?? eventKey(notification, place.conversationId) },
    occurredAt: notification.createdAt,
    actor: businessOf(place.account),
    reason: notification.topic,
    assignedTo: assigneeOf(read),
    metadata: metadataOf(
      texts({
        ticket_type: read.ticket_type?.name,
        ticket_state: read.ticket_state?.category,
        ticket_state_label: read.ticket_state?.internal_label,
      }),
      prefixed('ticket_attribute', read.ticket_attributes),
    ),
  });
}
