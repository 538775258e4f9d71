import type * as z from 'zod';
import { ApiProblem } from '../../../core/api/problem.ts';
import { ROUTES } from '../../../core/api/routes.ts';
import type { ConversationLog, conversationLogQuery } from '../../../core/api/zendesk-schemas.ts';
import { mapConcurrently } from '../../../core/runtime/batches.ts';
import { decodeCursor, encodeCursor } from '../../../core/store/cursor.ts';
import type { EventStore } from '../../../core/store/event-store.ts';
import type { TicketConversations } from '../../../core/store/ticket-conversations.ts';
import { json, type Operation, operation } from '../operation.ts';
import { type LogPage, pageOf } from './page.ts';
import { recordOf } from './record.ts';
import { readTicketEvents } from './ticket-events.ts';
import { TicketLog } from './ticket-log.ts';

type Parameters = z.infer<typeof conversationLogQuery>;

const TICKET_ID = /^[1-9]\d{0,18}$/;

/** Conversations of a ticket that are read at once. */
const CONCURRENT_READS = 4;

/**
 * `GET /api/v2/tickets/{ticket_id}/conversation_log`: Zendesk's Conversation Log API over this log.
 * Each page reads the ticket's conversations whole, since a later event can change a record: it
 * links a file to a comment, deletes a message, or tells it a second time.
 */
export function ticketConversationLog(store: EventStore, tickets: TicketConversations): Operation {
  const { query } = ROUTES.listConversationLogForTicket;
  return operation(query, async ({ tenantId, path, url, parameters }) => {
    const ticketId = path.ticket_id ?? '';
    const scope = { list: 'zendesk', tenantId, ticketId, sort: parameters.sort };
    const position = positionOf(parameters, (cursor) => decodeCursor(cursor, scope));
    const conversations = TICKET_ID.test(ticketId)
      ? await tickets.conversationsOf(tenantId, ticketId)
      : [];
    if (conversations.length === 0) throw new ApiProblem('not_found', 'There is no such ticket.');
    const read = (conversationId: string) => readTicketEvents(store, tenantId, conversationId);
    const events = await mapConcurrently(conversations, CONCURRENT_READS, read);
    const sayings = new TicketLog(events.flat()).sayings;
    const page = pageOf(sayings, parameters.sort.startsWith('-') ? 'desc' : 'asc', position);
    const cursors = {
      after_cursor: encodeCursor(page.end, scope),
      before_cursor: encodeCursor(page.start, scope),
    };
    return json(JSON.stringify(answerOf(page, cursors, url, parameters)));
  });
}

function positionOf(parameters: Parameters, idOf: (cursor: string) => string) {
  const { 'page[after]': after, 'page[before]': before, 'page[size]': size } = parameters;
  if (after !== undefined && before !== undefined) {
    throw new ApiProblem('invalid_parameter', 'Give page[after] or page[before], not both.');
  }
  return {
    size,
    after: after === undefined ? undefined : idOf(after),
    before: before === undefined ? undefined : idOf(before),
  };
}

function answerOf(
  page: LogPage,
  cursors: { readonly after_cursor: string; readonly before_cursor: string },
  url: string,
  { 'page[size]': size, sort }: Parameters,
): ConversationLog {
  const link = (name: string, cursor: string) => {
    const query = new URLSearchParams({ [name]: cursor });
    if (size !== 100) query.set('page[size]', String(size));
    query.set('sort', sort);
    return `${url}?${query}`;
  };
  return {
    events: page.sayings.map(recordOf),
    links: {
      next: link('page[after]', cursors.after_cursor),
      prev: link('page[before]', cursors.before_cursor),
    },
    meta: { ...cursors, has_more: page.hasMore },
  };
}
