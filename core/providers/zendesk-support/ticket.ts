import type { EventDraft } from '../../events/draft.ts';
import type { Fact } from '../../events/event-id.ts';
import { timeFromIso } from '../../events/time.ts';
import { readEvent } from '../json-body.ts';
import { jsonOf } from '../json-value.ts';
import { channelOf } from './channel.ts';
import type { ZendeskEvent } from './delivery.ts';
import { type TicketChange, type TicketDetail, ticketChange, ticketDetail } from './payload.ts';
import { actorOf, keyOf } from './people.ts';

/** An event about a ticket, read, with what all its drafts share. */
export interface TicketEvent {
  readonly source: ZendeskEvent;
  readonly ticketId: string;
  readonly detail: TicketDetail;
  readonly change: TicketChange;
  readonly shared: Pick<
    EventDraft,
    'occurredAt' | 'thread' | 'origin' | 'channel' | 'actor' | 'ticket_id'
  >;
}

/** Reads an event about a ticket; `null` where it names no ticket. */
export function ticketEventOf(source: ZendeskEvent): TicketEvent | null {
  const detail = readEvent(source.detail, ticketDetail);
  const change = readEvent(source.event, ticketChange);
  const ticketId = ticketIdOf(source, detail);
  if (ticketId === undefined) return null;
  const place = placeOf(source, ticketId, detail);
  const actor = actorOf(source.accountId, detail.actor_id, detail);
  return { source, ticketId, detail, change, shared: { ...place, actor } };
}

/** The ticket's id stands in the detail, and in the event's subject: `zen:ticket:5158`. */
export function ticketIdOf({ subject }: ZendeskEvent, { id }: TicketDetail): string | undefined {
  return id ?? /^zen:ticket:(.+)$/.exec(subject ?? '')?.[1];
}

/** Where and when a ticket's event happened. A ticket's id is unique within its account only. */
export function placeOf(
  source: ZendeskEvent,
  ticketId: string,
  detail: TicketDetail,
  sunshineConversationId?: string,
) {
  return {
    occurredAt: source.occurredAt,
    thread: threadOf(source.accountId, ticketId),
    origin: {
      event_type: source.type,
      event_id: source.id,
      account_id: source.accountId,
      conversation_id: ticketId,
    },
    channel: channelOf(detail, sunshineConversationId),
    ticket_id: ticketId,
  };
}

/** A ticket is a conversation. */
export function threadOf(account: string | undefined, ticketId: string) {
  return account === undefined ? { key: ticketId } : { key: ticketId, account };
}

/** The key of a fact about a thing that has an id of its own. */
export function thingKey({ source }: TicketEvent, thing: string, id: string): string {
  return `${thing}:${keyOf(source.accountId, id)}`;
}

/**
 * The fact of a change, which has no id but that of its event. The type is in the key because the
 * vendor's examples, which its test requests send, share an id over several types.
 */
export function eventFact({ kind, id }: Pick<ZendeskEvent, 'kind' | 'id'>): Fact {
  return { key: `event:${kind}:${id}`, part: 'event', rank: 'changed' };
}

/** When the ticket was made, in whole seconds: what Zendesk's API says too. */
export function createdAtOf({ detail, source }: TicketEvent): number | null {
  return detail.created_at === undefined ? source.occurredAt : timeFromIso(detail.created_at);
}

/** The event as it came. */
export function payloadOf({ whole }: Pick<ZendeskEvent, 'whole'>) {
  return jsonOf(whole);
}
