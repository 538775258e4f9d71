import type { EventDraft } from '../../events/draft.ts';
import type { Fact } from '../../events/event-id.ts';
import { metadataOf, texts } from '../metadata-texts.ts';
import type { Person } from './payload.ts';
import { teammateOf } from './people.ts';
import type { Place } from './place.ts';

/** What can happen to a conversation; the names are parts of facts and never change. */
const STEPS = {
  reopened: { type: 'ConversationReopened', rank: 'opened', status: 'open' },
  assigned: { type: 'ConversationAssigned', rank: 'assigned', status: undefined },
  snoozed: { type: 'ConversationUpdated', rank: 'changed', status: 'pending' },
  unsnoozed: { type: 'ConversationUpdated', rank: 'changed', status: 'open' },
  event: { type: 'ConversationUpdated', rank: 'changed', status: undefined },
  closed: { type: 'ConversationClosed', rank: 'closed', status: 'closed' },
} as const;

export type Step = keyof typeof STEPS;

/** Who took a step and when, as a part or a topic tells. */
export interface Told extends Pick<EventDraft, 'occurredAt' | 'actor'> {
  readonly fact: Pick<Fact, 'key' | 'sequence'>;
  /** Intercom's own name of what happened: the type of the part, or the topic. */
  readonly reason: string;
  readonly assignedTo?: Person | null | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/** Whether a topic or a part names a step. */
export function isStep(name: string): name is Step {
  return Object.hasOwn(STEPS, name);
}

/** The event of a step that a conversation took. */
export function stepEvent(place: Place, step: Step, told: Told): EventDraft {
  const { type, rank, status } = STEPS[step];
  const { fact, occurredAt, actor, reason, metadata = {} } = told;
  const who = step === 'assigned' ? told.assignedTo : undefined;
  const teammate = who?.type === 'team' ? undefined : teammateOf(place.account, who);
  return {
    ...place.shared,
    fact: { ...fact, part: step, rank },
    type,
    occurredAt,
    actor,
    participant: teammate,
    change: {
      status,
      reason,
      assignee: teammate?.key,
      team_id: who?.type === 'team' ? (who.id ?? undefined) : undefined,
    },
    metadata: metadataOf(texts({ assigned_to: who?.type }), metadata),
  };
}
