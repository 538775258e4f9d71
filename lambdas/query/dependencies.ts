import { Identity } from '../../core/events/identity.ts';
import { deploymentKey, documentClient } from '../../core/runtime/aws-clients.ts';
import { readEnv } from '../../core/runtime/env.ts';
import { lazy } from '../../core/runtime/lazy.ts';
import { DynamoConversationDirectory } from '../../core/store/dynamo-conversation-directory.ts';
import { DynamoEventStore } from '../../core/store/dynamo-event-store.ts';
import { DynamoRollupStore } from '../../core/store/dynamo-rollup-store.ts';
import { ShardPlan } from '../../core/store/keys.ts';
import { queryEnv } from './env.ts';

/** What query is made of on AWS. */
export function queryDependencies() {
  const env = readEnv(queryEnv, process.env);
  const shards = new ShardPlan(env.SHARDS);
  const table = { client: documentClient(), tableName: env.TABLE_NAME, shards };
  return {
    store: new DynamoEventStore({ ...table, now: Date.now }),
    conversations: new DynamoConversationDirectory(table),
    rollups: new DynamoRollupStore(table.client, table.tableName),
    now: Date.now,
    identity: lazy(async () => new Identity(await deploymentKey(env.IDENTITY_KEY_ARN))),
    version: env.VERSION,
  };
}
