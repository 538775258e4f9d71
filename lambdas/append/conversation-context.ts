import type { ChannelType } from '../../core/events/blocks.ts';
import { type ConversationEvent, conversationEvent } from '../../core/events/event.ts';
import type { EventStore } from '../../core/store/event-store.ts';
import { eventJson } from '../../core/store/item.ts';

/** How far back the customer is looked for. */
const RECENT = 100;

/** What an event inherits of its conversation. */
export interface ConversationContext {
  readonly channel: ChannelType;
  /** Who messages to the conversation go to, where one of its last events tells. */
  readonly customer?: ConversationEvent['actor'] | undefined;
}

/**
 * The channel and customer of a conversation as the customer's last event among the hundred newest
 * tells them, else the channel of the newest event; `null` when there is no event. Consistent.
 */
export async function conversationContext(
  store: EventStore,
  tenantId: string,
  conversationId: string,
): Promise<ConversationContext | null> {
  const newest = { order: 'desc', limit: RECENT } as const;
  const { rows } = await store.eventsOfConversation(tenantId, conversationId, newest);
  const eventOf = (row: (typeof rows)[number]) =>
    conversationEvent.parse(JSON.parse(eventJson(row)));
  const [first] = rows;
  if (!first) return null;
  for (const row of rows) {
    const { actor, channel } = eventOf(row);
    if (actor.role === 'customer') return { channel: channel.type, customer: actor };
  }
  return { channel: eventOf(first).channel.type };
}
