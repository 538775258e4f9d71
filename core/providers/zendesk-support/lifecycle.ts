import type { EventDraft } from '../../events/draft.ts';
import { texts } from '../texts.ts';
import { descriptionEvents } from './comments.ts';
import { valueText } from './metadata.ts';
import { customerOf, keyOf } from './people.ts';
import { ticketProviderEvent } from './provider-event.ts';
import { statusOf } from './status.ts';
import { createdAtOf, eventFact, type TicketEvent, thingKey, threadOf } from './ticket.ts';

/** `ticket.created`, with the message that its description is. */
export function createdEvents(ticket: TicketEvent): readonly EventDraft[] {
  const { source, detail, ticketId } = ticket;
  const { assignee_id, group_id, tags } = detail;
  const createdAt = createdAtOf(ticket);
  const opened: EventDraft = {
    ...ticket.shared,
    fact: { key: thingKey(ticket, 'ticket', ticketId), part: 'opened', rank: 'opened' },
    type: 'ConversationOpened',
    occurredAt: createdAt,
    participant: customerOf(source.accountId, ticketId, detail),
    change: {
      status: statusOf(detail.status) ?? 'open',
      assignee: assignee_id && keyOf(source.accountId, assignee_id),
      team_id: group_id,
      tags_added: tags && tags.length > 0 ? [...tags] : undefined,
    },
    metadata: texts({
      subject: detail.subject,
      status: detail.status,
      priority: detail.priority,
      type: detail.type,
      external_id: detail.external_id,
      organization_id: detail.organization_id,
      form_id: detail.form_id,
      custom_status: detail.custom_status,
    }),
  };
  return [opened, ...descriptionEvents(ticket, createdAt)];
}

/** `ticket.merged`: closed in favour of another ticket, in which the conversation goes on. */
export function mergedEvents(ticket: TicketEvent): readonly EventDraft[] {
  const { source, ticketId, change } = ticket;
  const target = change.target_ticket_id;
  if (target === undefined) return [ticketProviderEvent(ticket)];
  return [
    {
      ...ticket.shared,
      fact: { key: thingKey(ticket, 'merged', ticketId), part: 'merged', rank: 'changed' },
      type: 'ConversationMerged',
      merge: {
        conversations: {
          from: threadOf(source.accountId, ticketId),
          into: threadOf(source.accountId, target),
        },
      },
      metadata: texts({ target_ticket_id: target }),
    },
  ];
}

/** `ticket.soft_deleted`, which can be undone, and `ticket.permanently_deleted`. */
export function deletedEvents(ticket: TicketEvent): readonly EventDraft[] {
  const deletion = ticket.source.kind === 'ticket.soft_deleted' ? 'soft' : 'permanent';
  return [
    {
      ...ticket.shared,
      fact: eventFact(ticket.source),
      type: 'ConversationDeleted',
      metadata: texts({ deletion }),
    },
  ];
}

/** `ticket.undeleted`: the ticket is back, with the status that it had. */
export function undeletedEvents(ticket: TicketEvent): readonly EventDraft[] {
  const { status: word } = ticket.detail;
  const status = statusOf(word);
  const open = status === 'open' || status === 'pending';
  return [
    {
      ...ticket.shared,
      fact: eventFact(ticket.source),
      type: open ? 'ConversationReopened' : 'ConversationUpdated',
      change: { status, reason: 'undeleted' },
      metadata: texts({ changed: 'deleted', current: false, previous: true, status: word }),
    },
  ];
}

/** `ticket.marked_as_spam`, by an agent. */
export function spamEvents(ticket: TicketEvent): readonly EventDraft[] {
  return [
    {
      ...ticket.shared,
      fact: eventFact(ticket.source),
      type: 'ConversationAnnotated',
      annotation: { label: 'spam' },
    },
  ];
}

/** `ticket.status_changed`: solved is closed for the customer, though a reply reopens it. */
export function statusEvents(ticket: TicketEvent): readonly EventDraft[] {
  const { change, source } = ticket;
  const word = valueText(change.current)?.toLowerCase();
  const previousWord = valueText(change.previous)?.toLowerCase();
  const [status, previous] = [statusOf(word), statusOf(previousWord)];
  if (status === undefined) return [ticketProviderEvent(ticket)];
  return [
    {
      ...ticket.shared,
      fact: eventFact(source),
      type: statusType(status, previous),
      change: { status, previous_status: previous, reason: word },
      metadata: texts({ changed: 'status', current: word, previous: previousWord }),
    },
  ];
}

/** From solved to closed nothing changes for the customer: it is not closed a second time. */
function statusType(status: string, previous: string | undefined): EventDraft['type'] {
  if (status === 'closed')
    return previous === 'closed' ? 'ConversationUpdated' : 'ConversationClosed';
  return previous === 'closed' ? 'ConversationReopened' : 'ConversationUpdated';
}
