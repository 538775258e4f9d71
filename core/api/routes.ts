import type * as z from 'zod';
import { conversationEvent } from '../events/event.ts';
import { conversationSummary } from '../events/summary.ts';
import type { Scope } from '../runtime/access.ts';
import { appendRequest } from './append-schemas.ts';
import { feedPage, feedQuery } from './feed-schemas.ts';
import type { ProblemCode } from './problem.ts';
import {
  conversationList,
  conversationQuery,
  eventQuery,
  health,
  ingestResult,
  metrics,
  metricsQuery,
  noQuery,
  openApiDocument,
  rangeQuery,
  sparseEventList,
  text,
} from './schemas.ts';
import { conversationLog, conversationLogQuery, zendeskError } from './zendesk-schemas.ts';

/** One operation of the HTTP API. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'ANY';
  /** Path in API Gateway's notation, which is OpenAPI's too. */
  readonly path: `/${string}`;
  /** The deployed function that answers. */
  readonly handledBy: 'ingest' | 'query' | 'append' | 'docs';
  /** The scope that a key needs; `null` for a public route. */
  readonly scope: Scope | null;
  readonly summary: string;
  readonly query: z.ZodObject | null;
  /** What a request's body says, as JSON; absent where the operation reads none, or raw bytes. */
  readonly body?: z.ZodType;
  /** The body of the answer: of status 200, and of the others that `statuses` names. */
  readonly response: z.ZodType;
  readonly statuses?: readonly number[];
  /** Content types of the answer, where it is not JSON. */
  readonly contentTypes?: readonly string[];
  /** What it can answer beside the problems that follow from its scope, path and query. */
  readonly problems?: readonly ProblemCode[];
  /** The form of its problems, where it keeps the contract of another product. */
  readonly problem?: z.ZodType;
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
    statuses: [200, 202],
    problems: ['invalid_signature', 'unknown_source', 'method_not_allowed', 'body_too_large'],
  },
  listEvents: {
    method: 'GET',
    path: '/v1/events',
    handledBy: 'query',
    scope: 'events:read',
    summary: 'Events of all conversations, by the time they happened',
    query: rangeQuery,
    response: sparseEventList,
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
  readFeed: {
    method: 'GET',
    path: '/v1/feed',
    handledBy: 'query',
    scope: 'events:read',
    summary: 'Events of all conversations, in the order in which the log took them: for syncs',
    query: feedQuery,
    response: feedPage,
  },
  listConversationEvents: {
    method: 'GET',
    path: '/v1/conversations/{conversation_id}/events',
    handledBy: 'query',
    scope: 'events:read',
    summary: 'Events of one conversation, by the time they happened',
    query: rangeQuery,
    response: sparseEventList,
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
    statuses: [200, 201],
    problems: ['invalid_body', 'id_conflict', 'body_too_large'],
  },
  listConversationLogForTicket: {
    method: 'GET',
    path: '/api/v2/tickets/{ticket_id}/conversation_log',
    handledBy: 'query',
    scope: 'events:read',
    summary: "Comments and messages of a Zendesk ticket, in Zendesk's contract",
    query: conversationLogQuery,
    response: conversationLog,
    problem: zendeskError,
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
  getOpenApi: {
    method: 'GET',
    path: '/openapi.json',
    handledBy: 'docs',
    scope: null,
    summary: 'This description of the API',
    query: noQuery,
    response: openApiDocument,
  },
  getDocs: {
    method: 'GET',
    path: '/docs',
    handledBy: 'docs',
    scope: null,
    summary: 'A page that shows this description',
    query: noQuery,
    response: text,
    contentTypes: ['text/html'],
  },
  getDocsFile: {
    method: 'GET',
    path: '/docs/{file}',
    handledBy: 'docs',
    scope: null,
    summary: 'A part of that page',
    query: noQuery,
    response: text,
    contentTypes: ['text/css', 'text/javascript'],
    problems: ['not_found'],
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
