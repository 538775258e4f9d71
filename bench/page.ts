import { marshall } from '@aws-sdk/util-dynamodb';
import type { Context } from 'aws-lambda';
import type { GatewayEvent } from '../core/api/raw-request.ts';
import { httpShell } from '../core/api/shell.ts';
import { documentClient } from '../core/runtime/aws-clients.ts';
import { jsonLog } from '../core/runtime/log.ts';
import { RateBudget } from '../core/runtime/rate-budget.ts';
import { DynamoEventStore } from '../core/store/dynamo-event-store.ts';
import { ShardPlan } from '../core/store/keys.ts';
import { createQuery } from '../lambdas/query/query.ts';
import { exampleItems, TENANT } from './example-events.ts';
import { compareWith, spreadNote } from './measure.ts';
import type { Effort, Row } from './row.ts';

const PAGE = 100;
const ROUTE = '/v1/conversations/{conversation_id}/events';

export const name = 'page';

/**
 * The CPU of a page of 100 events, from the gateway's event to its answer, as a multiple of
 * JSON.parse of the bytes that DynamoDB answers. No network: the SDK's transport is stubbed.
 */
export async function run(effort: Effort): Promise<readonly Row[]> {
  const Items = (await exampleItems(PAGE)).map((item) => marshall(item));
  const answer = JSON.stringify({ Items, Count: PAGE, ScannedCount: PAGE });
  const query = queryOver(Buffer.from(answer));
  const first = await query();
  const found = JSON.parse(first.body ?? '').data.length;
  if (found !== PAGE) throw new Error(`The page has ${found} events.`);
  const { page } = await compareWith(() => JSON.parse(answer), { page: query }, effort);
  const bytes = Buffer.byteLength(answer);
  return [
    {
      name: 'page of 100 events',
      value: page.ratio.median,
      unit: 'x',
      goal: '<= 2.3',
      note: `${spreadNote(page.ratio)}, ${page.microseconds.toFixed(0)} us, ${bytes} bytes from DynamoDB`,
    },
  ];
}

function queryOver(answer: Buffer) {
  const client = documentClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
    requestHandler: {
      handle: async () => ({ response: { statusCode: 200, headers: {}, body: answer } }),
    },
  });
  const shards = new ShardPlan([1]);
  const store = new DynamoEventStore({ client, tableName: 'bench', shards, now: Date.now });
  const log = jsonLog(() => {});
  const unused = {} as never;
  const query = createQuery({
    store,
    conversations: unused,
    rollups: unused,
    tickets: unused,
    identity: unused,
    feed: unused,
    budget: new RateBudget({
      counter: { add: async (_tenantId, _keyId, _window, requests) => requests },
      limit: Number.MAX_SAFE_INTEGER,
      log,
      now: Date.now,
    }),
    now: Date.now,
    version: 'bench',
  });
  const handler = httpShell(query, { log, elapsed: Date.now });
  return () => handler(pageRequest(), {} as Context);
}

function pageRequest(): GatewayEvent {
  const conversationId = `cnv_${'0'.repeat(24)}`;
  const path = ROUTE.replace('{conversation_id}', conversationId);
  return {
    version: '2.0',
    routeKey: `GET ${ROUTE}`,
    rawPath: path,
    rawQueryString: `limit=${PAGE}`,
    headers: {},
    pathParameters: { conversation_id: conversationId },
    queryStringParameters: { limit: String(PAGE) },
    requestContext: {
      accountId: '1',
      apiId: 'api',
      domainName: 'api.example.com',
      domainPrefix: 'api',
      http: { method: 'GET', path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: '' },
      requestId: 'request',
      routeKey: `GET ${ROUTE}`,
      stage: '$default',
      time: '',
      timeEpoch: 0,
      authorizer: { lambda: { tenant_id: TENANT, key_id: 'bench', scopes: 'events:read' } },
    },
    isBase64Encoded: false,
  };
}
