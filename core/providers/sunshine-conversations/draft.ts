import type { EventDraft } from '../../events/draft.ts';
import type { Fact, Rank } from '../../events/event-id.ts';
import { channelOf, type Place } from './channel.ts';

/** One event of a delivery, with the app that the delivery named. */
export interface WebhookEvent {
  readonly appId: string;
  readonly id: string;
  readonly type: string;
  /** `createdAt` in milliseconds; `null` where the event has none. */
  readonly createdAt: number | null;
  readonly payload: unknown;
  /** The event as it came. */
  readonly whole: unknown;
}

type What = Omit<EventDraft, 'occurredAt' | 'thread' | 'origin' | 'channel'>;

/** Completes what an adapter says of an event with when, where and under which of the vendor's names. */
export function draftOf(
  event: WebhookEvent,
  place: Omit<Place, 'appId'>,
  what: What,
  occurredAt: number | null = event.createdAt,
): EventDraft {
  const conversationId = place.conversation?.id;
  return {
    occurredAt,
    thread: conversationId ? { key: conversationId } : null,
    origin: {
      event_type: event.type,
      event_id: event.id,
      account_id: event.appId,
      conversation_id: conversationId,
    },
    channel: channelOf({ ...place, appId: event.appId }),
    ...what,
  };
}

/**
 * The fact of an event about no thing with an id of its own. The type is in the key because the
 * vendor's examples of different types share one event id.
 */
export function eventFact(event: WebhookEvent, part: string, rank: Rank): Fact {
  return { key: `event:${event.type}:${event.id}`, part, rank };
}
