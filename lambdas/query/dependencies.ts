import { documentClient } from '../../core/runtime/aws-clients.ts';
import { readEnv } from '../../core/runtime/env.ts';
import { DynamoEventStore } from '../../core/store/dynamo-event-store.ts';
import { ShardPlan } from '../../core/store/keys.ts';
import { queryEnv } from './env.ts';

/** What query is made of on AWS. */
export function queryDependencies() {
  const env = readEnv(queryEnv, process.env);
  const shards = new ShardPlan(env.SHARDS);
  const settings = { client: documentClient(), tableName: env.TABLE_NAME, shards, now: Date.now };
  return { store: new DynamoEventStore(settings), version: env.VERSION };
}
