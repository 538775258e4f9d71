import type { EventDraft } from '../../events/draft.ts';
import { redactedEvents, taggedEvents } from './changed-parts.ts';
import { createdEvents, deletedEvents, ratedEvents, toldByPart } from './conversations.ts';
import { customerEvents } from './customers.ts';
import { type Notification, notificationOf } from './notification.ts';
import { membershipEvents, readEvents } from './presence.ts';
import { providerEvent } from './provider-event.ts';
import { ticketCreatedEvents, ticketEvents, ticketMemberEvents } from './tickets.ts';

type Normalize = (notification: Notification) => readonly EventDraft[];

const byPart =
  (expected: string): Normalize =>
  (told) =>
    toldByPart(told, expected);
const ofTicket =
  (expected: string): Normalize =>
  (told) =>
    ticketEvents(told, expected);

const BY_TOPIC: ReadonlyMap<string, Normalize> = new Map<string, Normalize>([
  ['conversation.admin.assigned', byPart('assigned')],
  ['conversation.admin.closed', byPart('closed')],
  ['conversation.admin.noted', byPart('note')],
  ['conversation.admin.open.assigned', byPart('assigned')],
  ['conversation.admin.opened', byPart('reopened')],
  ['conversation.admin.replied', byPart('message')],
  ['conversation.admin.single.created', createdEvents],
  ['conversation.admin.snoozed', byPart('snoozed')],
  ['conversation.admin.unsnoozed', byPart('unsnoozed')],
  ['conversation.company.updated', byPart('event')],
  ['conversation.contact.attached', (told) => membershipEvents(told, 'joined')],
  ['conversation.contact.detached', (told) => membershipEvents(told, 'left')],
  ['conversation.deleted', deletedEvents],
  ['conversation.operator.replied', byPart('message')],
  ['conversation.priority.updated', byPart('event')],
  ['conversation.rating.added', ratedEvents],
  ['conversation.rating.changed', ratedEvents],
  ['conversation.rating.remarked', ratedEvents],
  ['conversation.read', readEvents],
  ['conversation.user.created', createdEvents],
  ['conversation.user.replied', byPart('message')],
  ['conversation_part.redacted', redactedEvents],
  ['conversation_part.tag.created', taggedEvents],
  ['ticket.admin.assigned', ofTicket('assigned')],
  ['ticket.admin.replied', ofTicket('message')],
  ['ticket.attribute.updated', ofTicket('event')],
  ['ticket.closed', ofTicket('closed')],
  ['ticket.contact.attached', (told) => ticketMemberEvents(told, 'joined')],
  ['ticket.contact.detached', (told) => ticketMemberEvents(told, 'left')],
  ['ticket.contact.replied', ofTicket('message')],
  ['ticket.created', ticketCreatedEvents],
  ['ticket.note.created', ofTicket('note')],
  ['ticket.resolved', ofTicket('event')],
  ['ticket.state.updated', ofTicket('event')],
  ['ticket.team.assigned', ofTicket('assigned')],
]);

/** Topics about customers: by their first word, as each API version has others. */
const OF_CUSTOMERS: ReadonlySet<string> = new Set([
  'contact',
  'granular',
  'lead',
  'user',
  'visitor',
]);

/**
 * The log events of a notification.
 * @throws LogError `unreadable_event`, `invalid_time`
 */
export function normalize(event: unknown): readonly EventDraft[] {
  const notification = notificationOf(event);
  const { topic } = notification;
  const known = BY_TOPIC.get(topic);
  if (known) return known(notification);
  const [subject = ''] = topic.split('.', 1);
  return OF_CUSTOMERS.has(subject) ? customerEvents(notification) : [providerEvent(notification)];
}
