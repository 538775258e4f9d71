import { readFileSync } from 'node:fs';
import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { httpShell } from '../../core/api/shell.ts';
import { conversationLog } from '../../core/api/zendesk-schemas.ts';
import { adapterFor } from '../../core/providers/registry.ts';
import { dynamoTicketConversations } from '../../core/store/dynamo-ticket-conversations.ts';
import { ticketPartition } from '../../core/store/keys.ts';
import { newSource } from '../../core/store/new-source.ts';
import { createQuery } from '../../lambdas/query/query.ts';
import { adapterOf } from './adapters.ts';
import { gatewayEventOf } from './gateway-events.ts';
import { ingestWith, openBox, sourcesInMemory, webhook } from './ingest.ts';
import type { TestTable } from './local-store.ts';
import { keptLog } from './logs.ts';

const ROUTE = 'GET /api/v2/tickets/{ticket_id}/conversation_log';

/** An example webhook of a provider, as JSON that a test may change. */
export function exampleWebhook(provider: string, name: string) {
  return JSON.parse(readFileSync(`core/providers/${provider}/examples/${name}.json`, 'utf8'));
}

/** Sends webhooks of a provider through ingest, as the tenant `acme`. */
export async function ingestWebhooks(table: TestTable, provider: string, ...bodies: object[]) {
  const adapter = adapterOf(provider);
  const request = { sourceId: 'src', tenantId: 'acme', provider, secret: 's3cret' };
  const source = await newSource(request, openBox, '2026-11-01T00:00:00.000Z');
  const { send } = ingestWith({
    sourceStore: sourcesInMemory(source).store,
    store: table.storeWith([4]),
    adapterFor,
  });
  for (const body of bodies) {
    const { statusCode, body: answer } = await send(webhook(body, { adapter }));
    if (statusCode !== 200 || !/"quarantined":0/.test(answer ?? '')) throw new Error(answer);
  }
}

/** Makes a conversation one of a ticket's, as the summaries do. */
export async function aliasTicket(table: TestTable, ticketId: string, conversationId: string) {
  const pk = ticketPartition('acme', ticketId);
  await table.records.replace({ pk, sk: conversationId });
}

/** The conversations that have an event of a ticket, and those that such an event links. */
export async function conversationsNaming(table: TestTable, ticketId: string) {
  const { rows } = await table.storeWith([4]).eventsByTime('acme', { order: 'asc', limit: 1000 });
  const named = z.object({
    ticket_id: z.string().optional(),
    linked_conversation_id: z.string().optional(),
  });
  return new Set(
    rows.flatMap(({ pk, body }) => {
      const { ticket_id, linked_conversation_id } = named.parse(JSON.parse(body));
      if (ticket_id !== ticketId) return [];
      return [pk.split('#')[1] ?? '', ...(linked_conversation_id ? [linked_conversation_id] : [])];
    }),
  );
}

interface Asked {
  readonly tenantId?: string;
  readonly scopes?: string;
}

/** Zendesk's route over a table: asks for a ticket's log. */
export function zendeskRoute(table: TestTable) {
  const query = createQuery({
    ...table.queryParts([4]),
    tickets: dynamoTicketConversations(table.records),
    version: '1',
  });
  const handler = httpShell(query, { log: keptLog().log, elapsed: () => 0 });
  return async (
    ticket_id: string,
    parameters: Record<string, string> = {},
    { tenantId = 'acme', scopes = 'events:read' }: Asked = {},
  ) => {
    const event = gatewayEventOf({
      routeKey: ROUTE,
      path: `/api/v2/tickets/${ticket_id}/conversation_log`,
      parameters: { ticket_id },
      query: parameters,
      caller: { tenant_id: tenantId, key_id: 'k', scopes },
    });
    const { statusCode, body } = await handler(event, {} as Context);
    const json: unknown = JSON.parse(body ?? '');
    return { status: statusCode, json, page: conversationLog.safeParse(json).data };
  };
}
