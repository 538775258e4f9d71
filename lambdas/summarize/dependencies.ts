import { documentClient } from '../../core/runtime/aws-clients.ts';
import { readEnv } from '../../core/runtime/env.ts';
import { jsonLog } from '../../core/runtime/log.ts';
import { DynamoEventStore } from '../../core/store/dynamo-event-store.ts';
import { DynamoIdleWatches } from '../../core/store/dynamo-idle-watches.ts';
import { DynamoRollupStore } from '../../core/store/dynamo-rollup-store.ts';
import { DynamoSummaryStore } from '../../core/store/dynamo-summary-store.ts';
import { ShardPlan } from '../../core/store/keys.ts';
import { summarizeEnv } from './env.ts';
import { SummaryProjector } from './projector.ts';
import type { SummarizeDependencies } from './summarize.ts';

/** What summarize is made of on AWS. */
export function summarizeDependencies(): SummarizeDependencies {
  const env = readEnv(summarizeEnv, process.env);
  const shards = new ShardPlan(env.SHARDS);
  const table = { client: documentClient(), tableName: env.TABLE_NAME, shards };
  const parts = {
    events: new DynamoEventStore({ ...table, now: Date.now }),
    summaries: new DynamoSummaryStore(table),
    watches: new DynamoIdleWatches(table),
    rollups: new DynamoRollupStore(table.client, table.tableName),
    now: Date.now,
    idleAfter: env.IDLE_CLOSE_AFTER_HOURS * 3_600_000,
  };
  const log = jsonLog(console.log);
  return { ...parts, projector: new SummaryProjector(parts), log };
}
