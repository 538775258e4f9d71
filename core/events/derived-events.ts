import type { Participant } from './blocks.ts';
import type { IdentifiedEvent } from './draft.ts';
import { LogError } from './errors.ts';
import { SCHEMA_VERSION, type UnrecordedEvent, unrecordedEvent } from './event.ts';
import { type Fact, identifyFact, type Rank, sequenceOfId, timeOfId } from './event-id.ts';
import { isoTime } from './time.ts';

/** Who closes an idle conversation: the log itself. */
const THE_LOG: Participant = { role: 'system', id: 'usr_000000000000000000000000' };

/** What a derived event takes from the event that it is concluded from. */
export type Grounds = Pick<
  UnrecordedEvent,
  'id' | 'tenant_id' | 'conversation_id' | 'origin' | 'channel'
>;

/**
 * What a customer's first message, or the first after a close, says of a conversation whose channel
 * has no lifecycle: that it was opened, and that the customer joined. Both facts name the message,
 * and their ids sort just before it, so that concluding them again gives the same events.
 */
export function derivedOpening(message: UnrecordedEvent): readonly IdentifiedEvent[] {
  const at = timeOfId(message.id);
  const sequence = sequenceOfId(message.id);
  const fact = (part: Rank & ('opened' | 'joined')): Fact => {
    return { key: `${part}:${message.id}`, part, rank: part, sequence };
  };
  const { actor } = message;
  return [
    derived(message, fact('opened'), at, {
      type: 'ConversationOpened',
      actor,
      change: { status: 'open' },
    }),
    derived(message, fact('joined'), at, { type: 'CustomerJoined', actor, participant: actor }),
  ];
}

/**
 * The close of a conversation in which nobody wrote for a while. The fact names the last activity.
 * @param last the last message
 * @param idleAfter milliseconds from it to the close
 */
export function derivedClose(last: Grounds, idleAfter: number): IdentifiedEvent {
  const fact = { key: `idle:${last.id}`, part: 'closed', rank: 'closed' } as const;
  return derived(last, fact, timeOfId(last.id) + idleAfter, {
    type: 'ConversationClosed',
    actor: THE_LOG,
    change: { status: 'closed', reason: 'idle' },
  });
}

function derived(
  { tenant_id, conversation_id, origin, channel }: Grounds,
  fact: Fact,
  at: number,
  what: Pick<UnrecordedEvent, 'type' | 'actor' | 'participant' | 'change'>,
): IdentifiedEvent {
  const { source_id, provider, account_id, conversation_id: thread, delivery_id } = origin;
  const { id, fingerprint } = identifyFact(tenant_id, provider, fact, at);
  const event = unrecordedEvent.safeParse({
    ...what,
    id,
    schema_version: SCHEMA_VERSION,
    revision: 1,
    tenant_id,
    conversation_id,
    occurred_at: isoTime(at),
    origin: {
      source_id,
      provider,
      account_id,
      event_type: 'derived',
      conversation_id: thread,
      delivery_id,
    },
    channel,
    derived: true,
  });
  if (!event.success) throw new LogError('invalid_event');
  return { event: event.data, fingerprint };
}
