import { ApiProblem } from '../../core/api/problem.ts';
import { ROUTES } from '../../core/api/routes.ts';
import { EVENT_ID } from '../../core/events/event.ts';
import type { EventStore } from '../../core/store/event-store.ts';
import { eventJson } from '../../core/store/item.ts';
import { json, type Operation, operation } from './operation.ts';

/** `GET /v1/events/{event_id}`: one event of the caller's tenant. */
export function getEvent(store: EventStore): Operation {
  return operation(ROUTES.getEvent.query, async ({ tenantId, path, parameters }) => {
    const id = path.event_id ?? '';
    if (!EVENT_ID.test(id)) throw new ApiProblem('not_found', 'An event id is a ULID.');
    const event = await store.eventById(tenantId, id, parameters.conversation_id);
    if (!event) throw new ApiProblem('not_found');
    return json(eventJson(event));
  });
}
