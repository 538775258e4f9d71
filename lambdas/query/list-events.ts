import type * as z from 'zod';
import { ApiProblem } from '../../core/api/problem.ts';
import { ROUTES } from '../../core/api/routes.ts';
import type { rangeQuery } from '../../core/api/schemas.ts';
import { CONVERSATION_ID } from '../../core/events/event.ts';
import type { HttpAnswer } from '../../core/runtime/http.ts';
import { type CursorScope, decodeCursor, encodeCursor } from '../../core/store/cursor.ts';
import type { EventPage, EventRange, EventStore } from '../../core/store/event-store.ts';
import { type EventFilter, filterNames } from '../../core/store/filter.ts';
import { eventPage } from './event-page.ts';
import { type Call, type Operation, operation } from './operation.ts';

type ListCall = Call<z.infer<typeof rangeQuery>>;

/** `GET /v1/events`: the events of a tenant by the time they happened. */
export function listEvents(store: EventStore): Operation {
  return operation(ROUTES.listEvents.query, (call) => {
    const { tenantId } = call;
    const scope = { list: 'events', tenantId };
    return list(call, scope, (range) => store.eventsByTime(tenantId, range));
  });
}

/** `GET /v1/conversations/{conversation_id}/events`: the same for one conversation. */
export function listConversationEvents(store: EventStore): Operation {
  return operation(ROUTES.listConversationEvents.query, (call) => {
    const { tenantId, path } = call;
    const id = path.conversation_id ?? '';
    if (!CONVERSATION_ID.test(id)) {
      throw new ApiProblem('not_found', 'A conversation id is cnv_ and 24 characters.');
    }
    const scope = { list: 'conversation', id, tenantId };
    return list(call, scope, (range) => store.eventsOfConversation(tenantId, id, range));
  });
}

async function list(
  call: ListCall,
  listed: CursorScope,
  read: (range: EventRange) => Promise<EventPage>,
): Promise<HttpAnswer> {
  const { from, to, order, limit, cursor, fields, ...filter } = call.parameters;
  const scope = { ...listed, from, to, order, ...filterScope(filter) };
  const after = cursor === undefined ? undefined : decodeCursor(cursor, scope);
  const page = await read({ from, to, order, limit, after, filter });
  const next = page.next === null ? null : encodeCursor(page.next, scope);
  return eventPage(call, page.rows, { next, hasMore: next !== null }, fields);
}

/** A filter as part of what a cursor is bound to. */
export function filterScope(filter: EventFilter): CursorScope {
  return Object.fromEntries(filterNames().map((name) => [name, filter[name]?.join(',')]));
}
