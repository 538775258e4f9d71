import { documentClient } from '../../core/runtime/aws-clients.ts';
import { readEnv } from '../../core/runtime/env.ts';
import { jsonLog } from '../../core/runtime/log.ts';
import { DynamoEventStore } from '../../core/store/dynamo-event-store.ts';
import { DynamoRollupStore } from '../../core/store/dynamo-rollup-store.ts';
import { DynamoSummaryStore } from '../../core/store/dynamo-summary-store.ts';
import { ShardPlan } from '../../core/store/keys.ts';
import { rollupEnv } from './env.ts';

/** What rollup is made of on AWS. */
export function rollupDependencies() {
  const env = readEnv(rollupEnv, process.env);
  const shards = new ShardPlan(env.SHARDS);
  const table = { client: documentClient(), tableName: env.TABLE_NAME, shards };
  return {
    events: new DynamoEventStore({ ...table, now: Date.now }),
    summaries: new DynamoSummaryStore(table),
    rollups: new DynamoRollupStore(table.client, table.tableName),
    log: jsonLog(console.log),
    now: Date.now,
  };
}
