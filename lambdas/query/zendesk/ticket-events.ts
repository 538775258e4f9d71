import { type ConversationEvent, conversationEvent } from '../../../core/events/event.ts';
import type { EventStore } from '../../../core/store/event-store.ts';
import { eventJson } from '../../../core/store/item.ts';

/** Types of events that are records of the log, or change them. */
const TYPES: ReadonlySet<string> = new Set([
  'MessageReceived',
  'MessageSent',
  'NoteAdded',
  'MessageEdited',
  'MessageDeleted',
  'ConversationUpdated',
]);

const PROVIDERS: ReadonlySet<string> = new Set(['zendesk-support', 'sunshine-conversations']);

const PAGE = 1000;

/** The events of a conversation that Zendesk's log is made of, by id; consistent. */
export async function readTicketEvents(
  store: EventStore,
  tenantId: string,
  conversationId: string,
): Promise<readonly ConversationEvent[]> {
  const events: ConversationEvent[] = [];
  let after: string | undefined;
  do {
    const range = { order: 'asc', limit: PAGE, after } as const;
    const { rows, next } = await store.eventsOfConversation(tenantId, conversationId, range);
    for (const row of rows) {
      if (TYPES.has(row.type)) events.push(conversationEvent.parse(JSON.parse(eventJson(row))));
    }
    after = next ?? undefined;
  } while (after !== undefined);
  return events.filter(({ origin }) => PROVIDERS.has(origin.provider));
}
