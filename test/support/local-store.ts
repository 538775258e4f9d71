import { documentClient } from '../../core/runtime/aws-clients.ts';
import { DynamoArrivalIndex } from '../../core/store/dynamo-arrival-index.ts';
import { DynamoConversationDirectory } from '../../core/store/dynamo-conversation-directory.ts';
import { DynamoEventStore } from '../../core/store/dynamo-event-store.ts';
import { DynamoIdleWatches } from '../../core/store/dynamo-idle-watches.ts';
import { DynamoRecords } from '../../core/store/dynamo-records.ts';
import { dynamoRequestCounter } from '../../core/store/dynamo-request-counter.ts';
import { DynamoRollupStore } from '../../core/store/dynamo-rollup-store.ts';
import { DynamoSummaryStore } from '../../core/store/dynamo-summary-store.ts';
import { ShardPlan } from '../../core/store/keys.ts';
import {
  type DynamoEngine,
  type EngineOptions,
  startDynamoEngine,
} from '../../local/engine/dynamo-engine.ts';
import { ensureTable, TABLE_NAME } from '../../local/table.ts';
import { testIdentity } from './events.ts';
import { noHoldBack } from './feed-clock.ts';
import { ampleBudget, noTickets } from './query-parts.ts';

/** A table on an engine of its own, in memory unless a path is given. */
export async function openTestTable(options: EngineOptions = {}) {
  const engine: DynamoEngine = await startDynamoEngine(options);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const newClient = () => {
    return documentClient({ endpoint: engine.endpoint, region: 'us-east-1', credentials });
  };
  const client = newClient();
  await ensureTable(client);
  return {
    engine,
    client,
    newClient,
    records: new DynamoRecords(client, TABLE_NAME),
    // A machine under load may be slow; no test is about that.
    requests: dynamoRequestCounter(client, TABLE_NAME, 20_000),
    arrivals: (now: () => number = Date.now) => {
      return new DynamoArrivalIndex({ client, tableName: TABLE_NAME, now });
    },
    storeWith: (shards: readonly number[], now: () => number = Date.now) => {
      const plan = new ShardPlan(shards);
      return new DynamoEventStore({
        client,
        tableName: TABLE_NAME,
        shards: plan,
        now,
        writeTimeout: 20_000,
      });
    },
    /** What the query function reads. */
    queryParts: (shards: readonly number[]) => {
      const settings = { client, tableName: TABLE_NAME, shards: new ShardPlan(shards) };
      return {
        store: new DynamoEventStore({ ...settings, now: Date.now }),
        conversations: new DynamoConversationDirectory(settings),
        rollups: new DynamoRollupStore(client, TABLE_NAME),
        tickets: noTickets,
        budget: ampleBudget(),
        identity: async () => testIdentity,
        now: Date.now,
        feed: noHoldBack,
      };
    },
    /** What the summarize function keeps. */
    summaryParts: (shards: readonly number[]) => {
      const plan = new ShardPlan(shards);
      const settings = { client, tableName: TABLE_NAME, shards: plan, writeTimeout: 20_000 };
      return {
        events: new DynamoEventStore({ ...settings, now: Date.now }),
        summaries: new DynamoSummaryStore(settings),
        watches: new DynamoIdleWatches(settings),
        rollups: new DynamoRollupStore(client, TABLE_NAME),
      };
    },
    stop: async () => {
      client.destroy();
      await engine.stop();
    },
  };
}

export type TestTable = Awaited<ReturnType<typeof openTestTable>>;
