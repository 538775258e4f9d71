import type { ConversationEvent } from '../../events/event.ts';

type Status = NonNullable<NonNullable<ConversationEvent['change']>['status']>;

/** Chatwoot's states in the order of its numbers, which stand for them in some versions. */
const STATES = ['open', 'resolved', 'pending', 'snoozed'] as const;

const STATUSES: Readonly<Record<(typeof STATES)[number], Status>> = {
  open: 'open',
  resolved: 'closed',
  pending: 'pending',
  snoozed: 'pending',
};

/** The log's status of a conversation that Chatwoot says is in this state. */
export function statusOf(state: unknown): Status | undefined {
  const known = STATES.find((name, number) => state === name || state === number);
  return known && STATUSES[known];
}
