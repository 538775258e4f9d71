import type * as z from 'zod';
import { conversationEvent } from '../events/event.ts';
import { conversationSummary } from '../events/summary.ts';
import type { Scope } from '../runtime/access.ts';
import { appendRequest } from './append-schemas.ts';
import {
  conversationList,
  conversationQuery,
  eventList,
  eventQuery,
  health,
  ingestResult,
  metrics,
  metricsQuery,
  noQuery,
  rangeQuery,
} from './schemas.ts';
import { conversationLog, conversationLogQuery } from './zendesk-schemas.ts';

/** One operation of the HTTP API. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'ANY';
  /** Path in API Gateway's notation, which is OpenAPI's too. */
  readonly path: `/${string}`;
  /** The deployed function that answers. */
  readonly handledBy: 'ingest' | 'query' | 'append';
  /** The scope that a key needs; `null` for a public route. */
  readonly scope: Scope | null;
  readonly summary: string;
  readonly query: z.ZodObject | null;
  /** What a request's body says, as JSON; absent where the operation reads none, or raw bytes. */
  readonly body?: z.ZodType;
  readonly response: z.ZodType;
}

/**
 * The HTTP API as a table, by operation id. Read by the function that routes, by the local gateway,
 * by the construct that deploys the API and by the OpenAPI generator.
 */
export const ROUTES = {
  ingest: {
    method: 'ANY',
    path: '/v1/ingest/{source_id}',
    handledBy: 'ingest',
    scope: null,
    summary: "Takes a provider's webhook",
    query: null,
    response: ingestResult,
  },
  listEvents: {
    method: 'GET',
    path: '/v1/events',
    handledBy: 'query',
    scope: 'events:read',
    summary: 'Events of all conversations, by the time they happened',
    query: rangeQuery,
    response: eventList,
  },
  getEvent: {
    method: 'GET',
    path: '/v1/events/{event_id}',
    handledBy: 'query',
    scope: 'events:read',
    summary: 'One event',
    query: eventQuery,
    response: conversationEvent,
  },
  listConversations: {
    method: 'GET',
    path: '/v1/conversations',
    handledBy: 'query',
    scope: 'events:read',
    summary: 'Conversations, newest activity first',
    query: conversationQuery,
    response: conversationList,
  },
  getConversation: {
    method: 'GET',
    path: '/v1/conversations/{conversation_id}',
    handledBy: 'query',
    scope: 'events:read',
    summary: 'One conversation',
    query: noQuery,
    response: conversationSummary,
  },
  listConversationEvents: {
    method: 'GET',
    path: '/v1/conversations/{conversation_id}/events',
    handledBy: 'query',
    scope: 'events:read',
    summary: 'Events of one conversation, by the time they happened',
    query: rangeQuery,
    response: eventList,
  },
  getMetrics: {
    method: 'GET',
    path: '/v1/metrics',
    handledBy: 'query',
    scope: 'events:read',
    summary: 'What happened by hour or day: counts, response and resolution times',
    query: metricsQuery,
    response: metrics,
  },
  appendEvent: {
    method: 'POST',
    path: '/v1/conversations/{conversation_id}/events',
    handledBy: 'append',
    scope: 'events:write',
    summary: 'Appends an event of the caller to a conversation',
    query: noQuery,
    body: appendRequest,
    response: conversationEvent,
  },
  listConversationLogForTicket: {
    method: 'GET',
    path: '/api/v2/tickets/{ticket_id}/conversation_log',
    handledBy: 'query',
    scope: 'events:read',
    summary: "Comments and messages of a Zendesk ticket, in Zendesk's contract",
    query: conversationLogQuery,
    response: conversationLog,
  },
  getHealth: {
    method: 'GET',
    path: '/health',
    handledBy: 'query',
    scope: null,
    summary: 'Whether the API answers',
    query: noQuery,
    response: health,
  },
} as const satisfies Record<string, Route>;

export type OperationId = keyof typeof ROUTES;

/** Operations that a function answers. */
export type OperationOf<Name extends Route['handledBy']> = {
  [Id in OperationId]: (typeof ROUTES)[Id]['handledBy'] extends Name ? Id : never;
}[OperationId];

/** The methods that routes with a path's shape take: for the `Allow` header of a 405. */
export function allowedMethods(path: string): readonly string[] {
  const methods = Object.values(ROUTES).flatMap((route) => {
    return pathPattern(route.path).test(path) ? [route.method] : [];
  });
  return [...new Set<string>(methods)];
}

/** Regular expression of a route's path; each parameter is a named group of one path segment. */
export function pathPattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
}
