import { documentClient } from '../../core/runtime/aws-clients.ts';
import { DynamoArrivalIndex } from '../../core/store/dynamo-arrival-index.ts';
import { DynamoEventStore } from '../../core/store/dynamo-event-store.ts';
import { DynamoRecords } from '../../core/store/dynamo-records.ts';
import { ShardPlan } from '../../core/store/keys.ts';
import {
  type DynamoEngine,
  type EngineOptions,
  startDynamoEngine,
} from '../../local/engine/dynamo-engine.ts';
import { ensureTable, TABLE_NAME } from '../../local/table.ts';

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
        // A machine under load may be slow; no test is about that.
        writeTimeout: 20_000,
      });
    },
    stop: async () => {
      client.destroy();
      await engine.stop();
    },
  };
}

export type TestTable = Awaited<ReturnType<typeof openTestTable>>;
