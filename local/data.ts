import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { documentClient } from '../core/runtime/aws-clients.ts';
import type { RequestCounter } from '../core/runtime/rate-budget.ts';
import { DynamoApiKeyStore } from '../core/store/dynamo-api-key-store.ts';
import { DynamoArrivalIndex } from '../core/store/dynamo-arrival-index.ts';
import { DynamoConversationDirectory } from '../core/store/dynamo-conversation-directory.ts';
import { DynamoEventStore } from '../core/store/dynamo-event-store.ts';
import { DynamoIdleWatches } from '../core/store/dynamo-idle-watches.ts';
import { DynamoRecords } from '../core/store/dynamo-records.ts';
import { dynamoRequestCounter } from '../core/store/dynamo-request-counter.ts';
import { DynamoRollupStore } from '../core/store/dynamo-rollup-store.ts';
import { DynamoSourceStore } from '../core/store/dynamo-source-store.ts';
import { DynamoSummaryStore } from '../core/store/dynamo-summary-store.ts';
import { dynamoTicketConversations } from '../core/store/dynamo-ticket-conversations.ts';
import { ShardPlan } from '../core/store/keys.ts';
import type { TicketConversations } from '../core/store/ticket-conversations.ts';
import { type DynamoEngine, startDynamoEngine } from './engine/dynamo-engine.ts';
import { type LocalKeys, localKeys } from './key-file.ts';
import type { LocalSettings } from './settings.ts';
import { ensureTable, TABLE_NAME } from './table.ts';
import { writeWhole } from './write-whole.ts';

/** The stores and keys of a one-machine deployment. */
export interface LocalData {
  readonly keys: LocalKeys;
  readonly events: DynamoEventStore;
  readonly conversations: DynamoConversationDirectory;
  readonly summaries: DynamoSummaryStore;
  readonly watches: DynamoIdleWatches;
  readonly rollups: DynamoRollupStore;
  readonly arrivals: DynamoArrivalIndex;
  readonly sources: DynamoSourceStore;
  readonly apiKeys: DynamoApiKeyStore;
  readonly requests: RequestCounter;
  readonly tickets: TicketConversations;
}

/** The data with the engine that serves it; only one process can have it open. */
export interface ServedData extends LocalData {
  readonly engine: DynamoEngine;
  stop(): Promise<void>;
}

/** Where a running engine says how to reach it, for commands given in another terminal. */
const endpointFile = z.object({ endpoint: z.url() });

/** Opens the data folder and serves it; other commands find it through `DATA_DIR/engine.json`. */
export async function serveData(
  settings: LocalSettings,
  now: () => number = Date.now,
): Promise<ServedData> {
  const keys = await keysOf(settings);
  const engine = await startDynamoEngine({ path: join(settings.dataDir, 'table') });
  const client = engineClient(engine.endpoint);
  await ensureTable(client);
  await writeWhole(enginePath(settings), `${JSON.stringify({ endpoint: engine.endpoint })}\n`);
  return {
    ...storesOf(client, keys, settings, now),
    engine,
    stop: async () => {
      client.destroy();
      await engine.stop();
    },
  };
}

/**
 * Runs a command against the data: through the engine of a running server where there is one,
 * else by opening the folder itself.
 */
export async function withData<Result>(
  settings: LocalSettings,
  command: (data: LocalData) => Promise<Result>,
): Promise<Result> {
  const client = await runningEngine(settings);
  if (client) {
    try {
      return await command(storesOf(client, await keysOf(settings), settings, Date.now));
    } finally {
      client.destroy();
    }
  }
  const data = await serveData(settings);
  try {
    return await command(data);
  } finally {
    await data.stop();
  }
}

function keysOf(settings: LocalSettings): Promise<LocalKeys> {
  return localKeys(join(settings.dataDir, 'keys.json'));
}

function storesOf(
  client: DynamoDBDocumentClient,
  keys: LocalKeys,
  settings: LocalSettings,
  now: () => number,
): LocalData {
  const records = new DynamoRecords(client, TABLE_NAME);
  const table = { client, tableName: TABLE_NAME, shards: new ShardPlan(settings.shards) };
  return {
    keys,
    events: new DynamoEventStore({ ...table, now }),
    arrivals: new DynamoArrivalIndex({ client, tableName: TABLE_NAME, now }),
    conversations: new DynamoConversationDirectory(table),
    summaries: new DynamoSummaryStore(table),
    watches: new DynamoIdleWatches(table),
    rollups: new DynamoRollupStore(client, TABLE_NAME),
    sources: new DynamoSourceStore(records),
    apiKeys: new DynamoApiKeyStore(records),
    requests: dynamoRequestCounter(client, TABLE_NAME),
    tickets: dynamoTicketConversations(records),
  };
}

async function runningEngine(settings: LocalSettings): Promise<DynamoDBDocumentClient | null> {
  let client: DynamoDBDocumentClient | null = null;
  try {
    const { endpoint } = endpointFile.parse(
      JSON.parse(await readFile(enginePath(settings), 'utf8')),
    );
    client = engineClient(endpoint);
    await ensureTable(client);
    return client;
  } catch {
    client?.destroy();
    return null;
  }
}

function engineClient(endpoint: string): DynamoDBDocumentClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return documentClient({ endpoint, region: 'us-east-1', credentials });
}

function enginePath(settings: LocalSettings): string {
  return join(settings.dataDir, 'engine.json');
}
