import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { authorizedTenant } from '../../core/api/caller.ts';
import { ApiProblem } from '../../core/api/problem.ts';
import { allowedMethods, type OperationOf, ROUTES } from '../../core/api/routes.ts';
import type { Identity } from '../../core/events/identity.ts';
import type { HttpAnswer } from '../../core/runtime/http.ts';
import type { EventStore } from '../../core/store/event-store.ts';
import type { RollupStore } from '../../core/store/rollup-store.ts';
import type { ConversationDirectory } from '../../core/store/summary-store.ts';
import { getConversation, listConversations } from './conversations.ts';
import { getEvent } from './get-event.ts';
import { listConversationEvents, listEvents } from './list-events.ts';
import { getMetrics } from './metrics.ts';
import { json, type Operation, operation } from './operation.ts';

interface Dependencies {
  readonly store: EventStore;
  readonly conversations: ConversationDirectory;
  readonly rollups: RollupStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Names conversations by the provider's ids. */
  readonly identity: () => Promise<Identity>;
  /** Version of this software, as `GET /health` tells it. */
  readonly version: string;
}

/** The gateway's event; behind the authorizer it says who calls. */
export interface GatewayEvent extends APIGatewayProxyEventV2 {
  readonly requestContext: APIGatewayProxyEventV2['requestContext'] & {
    readonly authorizer?: { readonly lambda?: unknown };
  };
}

type QueryOperation = OperationOf<'query'>;

/**
 * The function behind the log API: finds the operation by the route that the gateway matched,
 * checks the caller's scope, and answers. The gateway's catch-all route brings everything else
 * here, so that 404 and 405 have the API's own form too.
 */
export function createQuery(dependencies: Dependencies) {
  const { store, rollups, now, version } = dependencies;
  const health = JSON.stringify({ status: 'ok', version });
  const operations: Record<QueryOperation, Operation> = {
    listEvents: listEvents(store),
    listConversationEvents: listConversationEvents(store),
    listConversations: listConversations(dependencies),
    getConversation: getConversation(dependencies),
    getEvent: getEvent(store),
    getMetrics: getMetrics(rollups, now),
    getHealth: operation(ROUTES.getHealth.query, async () => json(health)),
  };
  return async (event: GatewayEvent): Promise<HttpAnswer> => {
    for (const id of operationIds(operations)) {
      const { method, path, scope } = ROUTES[id];
      if (event.routeKey !== `${method} ${path}`) continue;
      const context = event.requestContext.authorizer?.lambda;
      return operations[id]({
        tenantId: scope === null ? '' : authorizedTenant(context, scope),
        path: event.pathParameters ?? {},
        query: event.queryStringParameters ?? {},
      });
    }
    throw unrouted(event.rawPath);
  };
}

function operationIds(operations: Record<QueryOperation, Operation>): QueryOperation[] {
  return Object.keys(operations) as QueryOperation[];
}

function unrouted(path: string): ApiProblem {
  const allowed = allowedMethods(path);
  if (allowed.length === 0) return new ApiProblem('not_found', 'There is no such resource.');
  const allow = allowed.join(', ');
  return new ApiProblem('method_not_allowed', `The resource takes ${allow}.`, { allow });
}
