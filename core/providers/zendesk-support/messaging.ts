import type { Role } from '../../events/blocks.ts';
import type { DraftParticipant, EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { contentOf } from './comments.ts';
import type { ZendeskEvent } from './delivery.ts';
import { type MessageActor, messageAdded, ticketDetail } from './payload.ts';
import { businessOf, customerOf, keyOf } from './people.ts';
import { accountEvent } from './provider-event.ts';
import { eventFact, payloadOf, placeOf, ticketIdOf } from './ticket.ts';

/** Zendesk's own bots, as ids of actors. */
const BOTS: ReadonlySet<string> = new Set(['zd:answerBot']);

const ROLES: ReadonlyMap<string, Role> = new Map([
  ['end_user', 'customer'],
  ['agent', 'agent'],
]);

/**
 * `messaging_ticket.message_added`: a message of the Sunshine conversation that a ticket is about.
 * It has the same id there; the conversation is linked, not taken over, since the ticket has more.
 */
export function messagingEvents(source: ZendeskEvent): readonly EventDraft[] {
  const detail = readEvent(source.detail, ticketDetail);
  const { actor, conversation_id, message } = readEvent(source.event, messageAdded);
  const ticketId = ticketIdOf(source, detail);
  if (ticketId === undefined) return [accountEvent(source)];
  const place = {
    ...placeOf(source, ticketId, detail, conversation_id),
    linked:
      conversation_id === undefined
        ? undefined
        : ({ provider: 'sunshine-conversations', thread: { key: conversation_id } } as const),
  };
  const sender = senderOf(source, ticketId, actor);
  if (message?.id === undefined) return [unknownMessage(source, place, sender)];
  const received = sender.role === 'customer';
  const recipient = received
    ? businessOf(source.accountId)
    : customerOf(source.accountId, ticketId, detail);
  const key = `message:${keyOf(source.accountId, message.id)}`;
  return [
    {
      ...place,
      fact: { key, part: 'message', rank: 'received' },
      type: received ? 'MessageReceived' : 'MessageSent',
      actor: sender,
      recipients: [recipient],
      message: { id: message.id, content: contentOf(message.body) },
      payload: message.body === undefined ? payloadOf(source) : undefined,
    },
  ];
}

function unknownMessage(
  source: ZendeskEvent,
  place: ReturnType<typeof placeOf>,
  actor: DraftParticipant,
): EventDraft {
  return {
    ...place,
    fact: eventFact(source),
    type: 'ProviderEvent',
    actor,
    payload: payloadOf(source),
  };
}

/** `trigger` and `system` are the business's machinery; of the system, the bots are told by id. */
function senderOf(
  { accountId }: ZendeskEvent,
  ticketId: string,
  actor: MessageActor | undefined,
): DraftParticipant {
  const { id, name, type = '' } = actor ?? {};
  if (id === undefined) {
    const customer = type === 'end_user';
    return customer ? { ...customerOf(accountId, ticketId, {}), name } : businessOf(accountId);
  }
  const role = ROLES.get(type) ?? (BOTS.has(id) ? 'bot' : 'system');
  return { role, key: keyOf(accountId, id), provider_id: id, name };
}
