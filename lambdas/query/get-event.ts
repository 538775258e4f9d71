import { createHash } from 'node:crypto';
import { ApiProblem } from '../../core/api/problem.ts';
import { ROUTES } from '../../core/api/routes.ts';
import { EVENT_ID } from '../../core/events/event.ts';
import type { EventStore } from '../../core/store/event-store.ts';
import { eventJson } from '../../core/store/item.ts';
import { json, type Operation, operation } from './operation.ts';

/** `GET /v1/events/{event_id}`: one event of the caller's tenant. */
export function getEvent(store: EventStore): Operation {
  return operation(ROUTES.getEvent.query, async (call) => {
    const { tenantId, path, parameters, headers } = call;
    const id = path.event_id ?? '';
    if (!EVENT_ID.test(id)) throw new ApiProblem('not_found', 'An event id is a ULID.');
    const event = await store.eventById(tenantId, id, parameters.conversation_id);
    if (!event) throw new ApiProblem('not_found');
    const body = eventJson(event);
    const kept = { etag: etagOf(body), 'cache-control': 'private, no-cache' };
    if (isKnown(kept.etag, headers['if-none-match'])) return { status: 304, headers: kept };
    const answer = json(body);
    return { ...answer, headers: { ...answer.headers, ...kept } };
  });
}

/** Weak, since the same event may go out gzipped or not. */
function etagOf(body: string): string {
  return `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
}

/** Whether a client that sends `If-None-Match` has this version already (RFC 9110, 13.1.2). */
function isKnown(etag: string, ifNoneMatch = ''): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((tag) => opaque(tag) === opaque(etag));
}
