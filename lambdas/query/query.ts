import { answerKeyed } from '../../core/api/keyed-route.ts';
import { ApiProblem } from '../../core/api/problem.ts';
import { type GatewayEvent, resourceUrl } from '../../core/api/raw-request.ts';
import { allowedMethods, type OperationOf, ROUTES, type Route } from '../../core/api/routes.ts';
import type { Identity } from '../../core/events/identity.ts';
import type { HttpAnswer } from '../../core/runtime/http.ts';
import type { RateBudget } from '../../core/runtime/rate-budget.ts';
import type { EventStore } from '../../core/store/event-store.ts';
import type { RollupStore } from '../../core/store/rollup-store.ts';
import type { ConversationDirectory } from '../../core/store/summary-store.ts';
import type { TicketConversations } from '../../core/store/ticket-conversations.ts';
import { getConversation, listConversations } from './conversations.ts';
import { type FeedClock, readFeed } from './feed.ts';
import { getEvent } from './get-event.ts';
import { listConversationEvents, listEvents } from './list-events.ts';
import { getMetrics } from './metrics.ts';
import { json, type Operation, operation } from './operation.ts';
import { ticketConversationLog } from './zendesk/conversation-log.ts';

interface Dependencies {
  readonly store: EventStore;
  readonly conversations: ConversationDirectory;
  readonly rollups: RollupStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Names conversations by the provider's ids. */
  readonly identity: () => Promise<Identity>;
  readonly tickets: TicketConversations;
  readonly budget: RateBudget;
  readonly feed: FeedClock;
  /** Version of this software, as `GET /health` tells it. */
  readonly version: string;
  /** Origin that clients call, where it is not the gateway's own. */
  readonly publicUrl?: string | undefined;
}

type QueryOperation = OperationOf<'query'>;

/**
 * The function behind the log API: finds the operation by the route that the gateway matched,
 * checks the caller's budget and scope, and answers. The gateway's catch-all route brings everything else
 * here, so that 404 and 405 have the API's own form too.
 */
export function createQuery(dependencies: Dependencies) {
  const { store, rollups, tickets, budget, feed, now, version } = dependencies;
  const health = JSON.stringify({ status: 'ok', version });
  const operations: Record<QueryOperation, Operation> = {
    listEvents: listEvents(store),
    listConversationEvents: listConversationEvents(store),
    listConversations: listConversations(dependencies),
    getConversation: getConversation(dependencies),
    readFeed: readFeed(store, feed),
    getEvent: getEvent(store),
    getMetrics: getMetrics(rollups, now),
    listConversationLogForTicket: ticketConversationLog(store, tickets),
    getHealth: operation(ROUTES.getHealth.query, async () => json(health)),
  };
  return async (event: GatewayEvent): Promise<HttpAnswer> => {
    for (const id of operationIds(operations)) {
      const route: Route = ROUTES[id];
      if (event.routeKey !== `${route.method} ${route.path}`) continue;
      const request = {
        url: resourceUrl(event, dependencies.publicUrl),
        path: event.pathParameters ?? {},
        query: event.queryStringParameters ?? {},
        rawPath: event.rawPath,
        headers: event.headers,
      };
      if (route.scope === null) return operations[id]({ ...request, tenantId: '' });
      const context = event.requestContext.authorizer?.lambda;
      return answerKeyed(route, context, budget, ({ tenantId }) => {
        return operations[id]({ ...request, tenantId });
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
