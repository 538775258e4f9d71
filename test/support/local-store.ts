import { documentClient } from '../../core/runtime/aws-clients.ts';
import { DynamoEventStore } from '../../core/store/dynamo-event-store.ts';
import { DynamoRecords } from '../../core/store/dynamo-records.ts';
import { dynamoRequestCounter } from '../../core/store/dynamo-request-counter.ts';
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
  const client = documentClient({
    endpoint: engine.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  await ensureTable(client);
  return {
    engine,
    client,
    records: new DynamoRecords(client, TABLE_NAME),
    // A machine under load may be slow; no test is about that.
    requests: dynamoRequestCounter(client, TABLE_NAME, 20_000),
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
    stop: async () => {
      client.destroy();
      await engine.stop();
    },
  };
}

export type TestTable = Awaited<ReturnType<typeof openTestTable>>;
