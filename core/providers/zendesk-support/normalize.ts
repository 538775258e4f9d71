import type { EventDraft } from '../../events/draft.ts';
import { agentEvents, groupEvents } from './assignment.ts';
import { linkedEvents, unlinkedEvents } from './attachments.ts';
import { commentEvents, hidingEvents, redactionEvents } from './comments.ts';
import { deliveryOf, type ZendeskEvent, zendeskEventOf } from './delivery.ts';
import {
  createdEvents,
  deletedEvents,
  mergedEvents,
  spamEvents,
  statusEvents,
  undeletedEvents,
} from './lifecycle.ts';
import { ccEvents, followerEvents } from './membership.ts';
import { messagingEvents } from './messaging.ts';
import { accountEvent, foreignEvent, ticketProviderEvent } from './provider-event.ts';
import { type TicketEvent, ticketEventOf } from './ticket.ts';
import { fieldEvents, ratingEvents, tagEvents, updateEvents } from './updates.ts';
import { userEvents } from './users.ts';

type Normalize = (ticket: TicketEvent) => readonly EventDraft[];

/** By type, without its prefix. Source: Zendesk API reference, "Webhook event types: Ticket events". */
const OF_TICKETS: ReadonlyMap<string, Normalize> = new Map([
  ['ticket.created', createdEvents],
  ['ticket.status_changed', statusEvents],
  ['ticket.comment_added', commentEvents],
  ['ticket.comment_redacted', redactionEvents],
  ['ticket.comment_made_private', hidingEvents],
  ['ticket.attachment_linked_to_comment', linkedEvents],
  ['ticket.attachment_redacted_from_comment', unlinkedEvents],
  ['ticket.agent_assignment_changed', agentEvents],
  ['ticket.group_assignment_changed', groupEvents],
  ['ticket.email_ccs_changed', ccEvents],
  ['ticket.followers_changed', followerEvents],
  ['ticket.tags_changed', tagEvents],
  ['ticket.custom_field_changed', fieldEvents],
  ['ticket.merged', mergedEvents],
  ['ticket.soft_deleted', deletedEvents],
  ['ticket.permanently_deleted', deletedEvents],
  ['ticket.undeleted', undeletedEvents],
  ['ticket.marked_as_spam', spamEvents],
  ['ticket.csat_requested', updateEvents],
  ['ticket.csat_received', ratingEvents],
]);

/** The log events of a delivery. */
export function normalize(unit: unknown): readonly EventDraft[] {
  const delivery = deliveryOf(unit);
  const event = zendeskEventOf(delivery);
  if (!event) return [foreignEvent(delivery)];
  if (event.kind.startsWith('ticket.')) return ticketEvents(event);
  if (event.kind === 'messaging_ticket.message_added') return messagingEvents(event);
  return event.kind.startsWith('user.') ? userEvents(event) : [accountEvent(event)];
}

function ticketEvents(event: ZendeskEvent): readonly EventDraft[] {
  const ticket = ticketEventOf(event);
  if (!ticket) return [accountEvent(event)];
  const sequenceId = ticket.change.meta?.sequence?.id;
  const drafts = (OF_TICKETS.get(event.kind) ?? otherEvents)(ticket);
  if (sequenceId === undefined) return drafts;
  return drafts.map((draft) => {
    return { ...draft, metadata: { ...draft.metadata, sequence_id: sequenceId } };
  });
}

function otherEvents(ticket: TicketEvent): readonly EventDraft[] {
  const field = ticket.source.kind.endsWith('_changed');
  return field ? updateEvents(ticket) : [ticketProviderEvent(ticket)];
}
