import type { EventDraft } from '../../events/draft.ts';
import { texts } from '../texts.ts';
import { userOf } from './people.ts';
import { ticketProviderEvent } from './provider-event.ts';
import { eventFact, type TicketEvent } from './ticket.ts';

const TYPES = {
  customer: { joined: 'CustomerJoined', left: 'CustomerLeft' },
  agent: { joined: 'AgentJoined', left: 'AgentLeft' },
} as const;

/** `ticket.email_ccs_changed`: people who get copies. Zendesk does not say which of them are staff. */
export function ccEvents(ticket: TicketEvent): readonly EventDraft[] {
  return membershipEvents(ticket, 'customer', 'email_ccs');
}

/** `ticket.followers_changed`: only staff can follow a ticket. */
export function followerEvents(ticket: TicketEvent): readonly EventDraft[] {
  return membershipEvents(ticket, 'agent', 'followers');
}

function membershipEvents(
  ticket: TicketEvent,
  role: keyof typeof TYPES,
  changed: string,
): readonly EventDraft[] {
  const { source, shared, change } = ticket;
  const event = (step: 'joined' | 'left') => (userId: string) => ({
    ...shared,
    fact: { key: `${eventFact(source).key}:${userId}`, part: step, rank: step },
    type: TYPES[role][step],
    participant: userOf(source.accountId, userId, role),
    metadata: texts({ changed }),
  });
  const events = [
    ...(change.users_removed ?? []).map(event('left')),
    ...(change.users_added ?? []).map(event('joined')),
  ];
  return events.length > 0 ? events : [ticketProviderEvent(ticket)];
}
