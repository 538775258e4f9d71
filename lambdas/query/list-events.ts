import type * as z from 'zod';
import { ApiProblem } from '../../core/api/problem.ts';
import { ROUTES } from '../../core/api/routes.ts';
import type { rangeQuery } from '../../core/api/schemas.ts';
import { CONVERSATION_ID } from '../../core/events/event.ts';
import type { HttpAnswer } from '../../core/runtime/http.ts';
import { type CursorScope, decodeCursor, encodeCursor } from '../../core/store/cursor.ts';
import type { EventPage, EventRange, EventStore } from '../../core/store/event-store.ts';
import { eventJson } from '../../core/store/item.ts';
import { json, type Operation, operation } from './operation.ts';

type RangeParameters = z.infer<typeof rangeQuery>;

/** `GET /v1/events`: the events of a tenant by the time they happened. */
export function listEvents(store: EventStore): Operation {
  return operation(ROUTES.listEvents.query, ({ tenantId, parameters }) => {
    const scope = { list: 'events', tenantId };
    return list(parameters, scope, (range) => store.eventsByTime(tenantId, range));
  });
}

/** `GET /v1/conversations/{conversation_id}/events`: the same for one conversation. */
export function listConversationEvents(store: EventStore): Operation {
  return operation(ROUTES.listConversationEvents.query, ({ tenantId, path, parameters }) => {
    const id = path.conversation_id ?? '';
    if (!CONVERSATION_ID.test(id)) {
      throw new ApiProblem('not_found', 'A conversation id is cnv_ and 24 characters.');
    }
    const scope = { list: 'conversation', id, tenantId };
    return list(parameters, scope, (range) => store.eventsOfConversation(tenantId, id, range));
  });
}

async function list(
  { cursor, ...parameters }: RangeParameters,
  listed: CursorScope,
  read: (range: EventRange) => Promise<EventPage>,
): Promise<HttpAnswer> {
  const { from, to, order } = parameters;
  const scope = { ...listed, from, to, order };
  const after = cursor === undefined ? undefined : decodeCursor(cursor, scope);
  const page = await read({ ...parameters, after });
  const next = page.next === null ? null : encodeCursor(page.next, scope);
  const end = JSON.stringify({ next_cursor: next, has_more: next !== null });
  return json(`{"data":[${page.rows.map(eventJson).join(',')}],"page":${end}}`);
}
