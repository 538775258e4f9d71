import type { EventDraft } from '../../events/draft.ts';
import { texts } from '../texts.ts';
import { id } from './payload.ts';
import { keyOf, userOf } from './people.ts';
import { eventFact, type TicketEvent } from './ticket.ts';

/** `ticket.agent_assignment_changed`: given to an agent, from one to another, or to nobody. */
export function agentEvents(ticket: TicketEvent): readonly EventDraft[] {
  const { source } = ticket;
  const { accountId } = source;
  const { current, previous } = idsOf(ticket);
  return [
    {
      ...ticket.shared,
      fact: eventFact(source),
      type: assignmentType(current, previous),
      participant: current === undefined ? undefined : userOf(accountId, current, 'agent'),
      change: {
        assignee: current && keyOf(accountId, current),
        previous_assignee: previous && keyOf(accountId, previous),
        team_id: ticket.detail.group_id,
      },
      metadata: texts({ changed: 'assignee', current, previous }),
    },
  ];
}

/** `ticket.group_assignment_changed`. */
export function groupEvents(ticket: TicketEvent): readonly EventDraft[] {
  const { current, previous } = idsOf(ticket);
  return [
    {
      ...ticket.shared,
      fact: eventFact(ticket.source),
      type: assignmentType(current, previous),
      change: { team_id: current },
      metadata: texts({ changed: 'group', current, previous }),
    },
  ];
}

function idsOf({ change }: TicketEvent) {
  return { current: id.parse(change.current), previous: id.parse(change.previous) };
}

function assignmentType(current: string | undefined, previous: string | undefined) {
  if (current === undefined) return 'ConversationUpdated';
  return previous === undefined ? 'ConversationAssigned' : 'ConversationTransferred';
}
