import { derivedClose, derivedOpening } from '../../core/events/derived-events.ts';
import type { IdentifiedEvent } from '../../core/events/draft.ts';
import { LogError } from '../../core/events/errors.ts';
import { conversationEvent, type UnrecordedEvent } from '../../core/events/event.ts';
import { timeOfId } from '../../core/events/event-id.ts';
import type { EventStore } from '../../core/store/event-store.ts';
import { eventJson, prepareEvent, type StoredEvent } from '../../core/store/item.ts';
import { MessageIds } from '../../core/store/message-ids.ts';
import { type Folded, foldEvent, isActivity } from '../../core/store/summary-fold.ts';
import { peopleOf } from '../../core/store/summary-people.ts';
import type { ConversationLinks } from '../../core/store/summary-store.ts';

/** Events read at once. */
const PAGE = 500;

/** A conversation folded so far, and what the events folded now tie it to. */
interface Pass {
  folded: Folded | null;
  readonly messages: MessageIds;
  readonly customers: Set<string>;
  /** By `ticket id` and conversation, as JSON. */
  readonly tickets: Set<string>;
}

/** Where a fold goes on: after a stored summary, with the message ids that it has counted. */
export interface FoldStart {
  readonly folded: Folded;
  readonly messages: string;
}

/** A folded conversation. */
export interface FoldEnd {
  readonly folded: Folded;
  readonly messages: string;
  readonly links: ConversationLinks;
}

interface Conversation {
  readonly tenantId: string;
  readonly conversationId: string;
  readonly events: EventStore;
  /** Milliseconds without activity after which a conversation is closed. */
  readonly idleAfter: number;
}

/**
 * Folds the events of a conversation after `start`, or all of them, and appends what the log
 * concludes on the way: openings and idle closes of conversations that have no lifecycle.
 * @returns `null` when there is no event; `'again'` when all events must be folded, since a message
 * may have been counted before or since a concluded event belongs before one that is folded
 * @throws LogError `store_unavailable`
 */
export async function foldConversation(
  conversation: Conversation,
  start: FoldStart | null,
): Promise<FoldEnd | 'again' | null> {
  const { tenantId, conversationId, events } = conversation;
  const pass: Pass = {
    folded: start?.folded ?? null,
    messages: start ? MessageIds.restored(start.messages) : MessageIds.none(),
    customers: new Set(),
    tickets: new Set(),
  };
  let after: string | null = start?.folded.summary.checkpoint ?? null;
  do {
    const range = { order: 'asc', limit: PAGE, after: after ?? undefined } as const;
    const page = await events.eventsOfConversation(tenantId, conversationId, range);
    for (const row of page.rows) {
      if (!(await foldRow(pass, row, conversation))) return 'again';
    }
    after = page.next;
  } while (after !== null);
  return pass.folded && ended(pass, pass.folded);
}

function ended({ messages, customers, tickets }: Pass, folded: Folded): FoldEnd {
  const links = {
    customers: [...customers],
    tickets: [...tickets].map((text) => {
      const [ticketId, conversationId]: readonly [string, string] = JSON.parse(text);
      return { ticketId, conversationId };
    }),
  };
  return { folded, messages: messages.stored, links };
}

/** Folds an event, and before it what the log concludes from it; false when all must be folded. */
async function foldRow(
  pass: Pass,
  row: StoredEvent,
  { events, idleAfter }: Conversation,
): Promise<boolean> {
  const event = conversationEvent.parse(JSON.parse(eventJson(row)));
  if (row.lifecycle !== 'derived') return foldOne(pass, event, false);
  for (const concluded of conclusions(pass.folded, event, idleAfter)) {
    const outcome = await events.append(prepareEvent(concluded, 'derived'));
    if (outcome === 'conflict') throw new LogError('id_conflict');
    const position = pass.folded?.summary.checkpoint ?? '';
    if (concluded.event.id <= position) return false;
    foldOne(pass, concluded.event, true);
  }
  return foldOne(pass, event, true);
}

/** False when only a fold from the first event can tell whether the message was counted before. */
function foldOne(pass: Pass, event: UnrecordedEvent, derived: boolean): boolean {
  const novelty = noveltyOf(event, pass.messages);
  if (novelty === 'unsure') return false;
  pass.folded = foldEvent(pass.folded, { event, derived, repeats: novelty === 'repeat' });
  for (const { role, id } of peopleOf(event)) if (role === 'customer') pass.customers.add(id);
  const { ticket_id, conversation_id, linked_conversation_id } = event;
  if (ticket_id !== undefined) {
    for (const id of [conversation_id, linked_conversation_id]) {
      if (id !== undefined) pass.tickets.add(JSON.stringify([ticket_id, id]));
    }
  }
  return true;
}

function noveltyOf({ type, message }: UnrecordedEvent, messages: MessageIds) {
  if (!message || (type !== 'MessageReceived' && type !== 'MessageSent')) return 'first';
  return messages.add(type === 'MessageReceived' ? 'received' : 'sent', message.id);
}

/**
 * What the log concludes before an event of a conversation without a lifecycle: that it was closed
 * when nobody had written for a while, also where that was long ago, and that a customer's message
 * opens what is not open. What was concluded once is found as an event the next time, and concluded
 * no more.
 */
function conclusions(
  folded: Folded | null,
  event: UnrecordedEvent,
  idleAfter: number,
): readonly IdentifiedEvent[] {
  if (!isActivity(event)) return [];
  const concluded: IdentifiedEvent[] = [];
  const { turn = 'none', active } = folded?.state ?? {};
  let open = turn === 'opened';
  if (folded && active && turn !== 'closed') {
    const idle = timeOfId(event.id) - timeOfId(active.id) > idleAfter;
    if (idle) {
      concluded.push(derivedClose(groundsOf(folded, active), idleAfter));
      open = false;
    }
  }
  if (event.type === 'MessageReceived' && !open) concluded.push(...derivedOpening(event));
  return concluded;
}

/** What a close is concluded from: the last activity of a folded conversation. */
export function groundsOf({ summary }: Folded, active: NonNullable<Folded['state']['active']>) {
  const { tenant_id, conversation_id } = summary;
  return { ...active, tenant_id, conversation_id };
}
