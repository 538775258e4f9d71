import { type AppendRequest, appendRequest } from '../../core/api/append-schemas.ts';
import type { KeyHolder } from '../../core/api/caller.ts';
import { answerKeyed } from '../../core/api/keyed-route.ts';
import { readParameters } from '../../core/api/parameters.ts';
import { ApiProblem } from '../../core/api/problem.ts';
import { type GatewayEvent, httpRequest } from '../../core/api/raw-request.ts';
import { ROUTES } from '../../core/api/routes.ts';
import { LogError } from '../../core/events/errors.ts';
import { CONVERSATION_ID } from '../../core/events/event.ts';
import type { Identity } from '../../core/events/identity.ts';
import type { HttpAnswer, HttpRequest } from '../../core/runtime/http.ts';
import type { RateBudget } from '../../core/runtime/rate-budget.ts';
import type { EventStore } from '../../core/store/event-store.ts';
import { eventJson, prepareEvent } from '../../core/store/item.ts';
import { appendedEvent, factKeyOf, PROVIDER } from './appended-event.ts';
import { conversationContext } from './conversation-context.ts';

export interface AppendDependencies {
  readonly store: EventStore;
  readonly identity: Identity;
  readonly budget: RateBudget;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const MAX_KEY_LENGTH = 256;

/**
 * The function behind `POST /v1/conversations/{conversation_id}/events`: appends what a caller of
 * the API concluded or did. The idempotency key names the fact, so that a request may be repeated;
 * its time is settled by the first one (kept for 30 days), and another request with its key is refused.
 */
export function createAppend(dependencies: AppendDependencies) {
  return (event: GatewayEvent): Promise<HttpAnswer> => {
    const context = event.requestContext.authorizer?.lambda;
    return answerKeyed(ROUTES.appendEvent, context, dependencies.budget, (caller) => {
      readParameters(ROUTES.appendEvent.query, event.queryStringParameters ?? {});
      const id = event.pathParameters?.conversation_id ?? '';
      if (!CONVERSATION_ID.test(id)) throw noConversation();
      const { requestId } = event.requestContext;
      return append(httpRequest(event), { caller, requestId, conversationId: id }, dependencies);
    });
  };
}

interface Call {
  readonly caller: KeyHolder;
  readonly requestId: string;
  readonly conversationId: string;
}

async function append(
  http: HttpRequest,
  call: Call,
  { store, identity, now }: AppendDependencies,
): Promise<HttpAnswer> {
  const { conversationId } = call;
  const { tenantId } = call.caller;
  const { body, request } = readBody(http.body);
  const idempotencyKey = keyOf(http, request);
  const context = await conversationContext(store, tenantId, conversationId);
  if (!context) throw noConversation();

  const factKey = factKeyOf(conversationId, idempotencyKey);
  const at = request.occurred_at ?? now();
  const occurredAt = await store.firstArrival(tenantId, PROVIDER, factKey, at);
  const made = { idempotencyKey, occurredAt, body, context, identity };
  const event = appendedEvent(request, { ...call, ...made });
  const outcome = await store.append(prepareEvent(event));
  if (outcome === 'conflict') throw new ApiProblem('id_conflict');
  const stored = await store.eventById(tenantId, event.event.id, conversationId);
  if (!stored) throw new LogError('store_unavailable');
  return {
    status: outcome === 'appended' ? 201 : 200,
    headers: { 'content-type': 'application/json' },
    body: eventJson(stored),
  };
}

function noConversation(): ApiProblem {
  return new ApiProblem('not_found', 'No conversation with an event has this id.');
}

function readBody(bytes: Buffer): { readonly body: unknown; readonly request: AppendRequest } {
  let body: unknown;
  try {
    body = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new ApiProblem('invalid_body', 'The body is not JSON.');
  }
  const parsed = appendRequest.safeParse(body);
  if (parsed.success) return { body, request: parsed.data };
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new ApiProblem('invalid_body', problems.join('; '));
}

function keyOf({ headers }: HttpRequest, { id }: AppendRequest): string {
  const header = headers['idempotency-key'];
  if (header !== undefined && id !== undefined && header !== id) {
    throw new ApiProblem('invalid_body', 'id: differs from the header Idempotency-Key');
  }
  const key = header ?? id;
  if (!key || key.length > MAX_KEY_LENGTH) {
    const detail = 'Send a header Idempotency-Key, or an id, of 1 to 256 characters.';
    throw new ApiProblem('invalid_body', detail);
  }
  return key;
}
