import { setTimeout } from 'node:timers/promises';
import { documentClient } from '../../core/runtime/aws-clients.ts';
import { readEnv } from '../../core/runtime/env.ts';
import { DynamoEventStore } from '../../core/store/dynamo-event-store.ts';
import { ShardPlan } from '../../core/store/keys.ts';
import { queryEnv } from './env.ts';

/** What query is made of on AWS. */
export function queryDependencies() {
  const env = readEnv(queryEnv, process.env);
  const shards = new ShardPlan(env.SHARDS);
  const now = Date.now;
  const settings = { client: documentClient(), tableName: env.TABLE_NAME, shards, now };
  return {
    store: new DynamoEventStore(settings),
    feed: { holdBack: env.FEED_HOLD_BACK_MS, now, pause: setTimeout },
    version: env.VERSION,
  };
}
