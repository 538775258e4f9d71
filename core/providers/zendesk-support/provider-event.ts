import { createHash } from 'node:crypto';
import { canonicalJson } from '../../events/canonical-json.ts';
import type { EventDraft } from '../../events/draft.ts';
import { timeFromIso } from '../../events/time.ts';
import { jsonOf } from '../json-value.ts';
import type { Delivery, ZendeskEvent } from './delivery.ts';
import { agentDetail, bridgeEvent } from './payload.ts';
import { actorOf, businessOf, userOf } from './people.ts';
import { eventFact, payloadOf, type TicketEvent, threadOf } from './ticket.ts';

const nowhere = { type: 'other', metadata: {} } as const;

/** An event of a ticket that the log has no type for. */
export function ticketProviderEvent({ source, shared }: TicketEvent): EventDraft {
  return { ...shared, fact: eventFact(source), type: 'ProviderEvent', payload: payloadOf(source) };
}

/** An event about no ticket: of an organization, of an agent's availability, of an article. */
export function accountEvent(source: ZendeskEvent): EventDraft {
  const { accountId } = source;
  const agentId = agentDetail.safeParse(source.detail).data?.agent_id;
  return {
    ...accountPlace(source),
    fact: eventFact(source),
    type: 'ProviderEvent',
    actor: agentId === undefined ? businessOf(accountId) : userOf(accountId, agentId, 'agent'),
    payload: payloadOf(source),
  };
}

/** The place of an event about no ticket. */
export function accountPlace({ type, id, accountId, occurredAt }: ZendeskEvent) {
  return {
    occurredAt,
    thread: null,
    origin: { event_type: type, event_id: id, account_id: accountId },
    channel: nowhere,
  };
}

/**
 * The body of a trigger or automation, which an administrator wrote, or an event of the connector
 * for Amazon EventBridge.
 */
export function foreignEvent(delivery: Delivery): EventDraft {
  return relayedEvent(delivery) ?? authoredEvent(delivery);
}

/** What has no id is named by its invocation, which stays the same over Zendesk's retries. */
function authoredEvent({ body, invocation }: Delivery): EventDraft {
  const payload = jsonOf(body);
  const digest = () => createHash('sha256').update(canonicalJson(payload)).digest('hex');
  const key = invocation ? `invocation:${invocation}` : `body:${digest()}`;
  return {
    fact: { key, part: 'event', rank: 'changed' },
    type: 'ProviderEvent',
    occurredAt: null,
    thread: null,
    origin: { event_type: 'webhook', event_id: invocation },
    channel: nowhere,
    actor: businessOf(undefined),
    payload,
  };
}

/** Zendesk ended the connector in 2025: its events are kept whole, in the conversation of their ticket. */
function relayedEvent({ body }: Delivery): EventDraft | null {
  const read = bridgeEvent.safeParse(body).data;
  const about = read?.detail.ticket_event ?? read?.detail.user_event;
  if (read?.id === undefined || !about) return null;
  const account = /^aws\.partner\/zendesk\.com\/(\d+)\//.exec(read.source ?? '')?.[1];
  const { ticket, meta } = about;
  const occurredAt = meta?.occurred_at ?? read.time;
  return {
    fact: eventFact({ kind: 'eventbridge', id: read.id }),
    type: 'ProviderEvent',
    occurredAt: occurredAt === undefined ? null : timeFromIso(occurredAt),
    thread: ticket?.id === undefined ? null : threadOf(account, ticket.id),
    origin: {
      event_type: read['detail-type'] ?? 'eventbridge',
      event_id: read.id,
      account_id: account,
      conversation_id: ticket?.id,
    },
    channel: nowhere,
    actor: actorOf(account, meta?.actor_id, { requester_id: ticket?.requester_id }),
    ticket_id: ticket?.id,
    payload: jsonOf(body),
  };
}
