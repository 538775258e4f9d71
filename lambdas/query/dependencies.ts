import { setTimeout } from 'node:timers/promises';
import { Identity } from '../../core/events/identity.ts';
import { deploymentKey, documentClient } from '../../core/runtime/aws-clients.ts';
import { readEnv } from '../../core/runtime/env.ts';
import { lazy } from '../../core/runtime/lazy.ts';
import { jsonLog } from '../../core/runtime/log.ts';
import { RateBudget } from '../../core/runtime/rate-budget.ts';
import { DynamoConversationDirectory } from '../../core/store/dynamo-conversation-directory.ts';
import { DynamoEventStore } from '../../core/store/dynamo-event-store.ts';
import { DynamoRecords } from '../../core/store/dynamo-records.ts';
import { dynamoRequestCounter } from '../../core/store/dynamo-request-counter.ts';
import { DynamoRollupStore } from '../../core/store/dynamo-rollup-store.ts';
import { dynamoTicketConversations } from '../../core/store/dynamo-ticket-conversations.ts';
import { ShardPlan } from '../../core/store/keys.ts';
import { queryEnv } from './env.ts';

/** What query is made of on AWS. */
export function queryDependencies() {
  const env = readEnv(queryEnv, process.env);
  const shards = new ShardPlan(env.SHARDS);
  const [client, tableName, now] = [documentClient(), env.TABLE_NAME, Date.now];
  const table = { client, tableName, shards };
  return {
    store: new DynamoEventStore({ ...table, now }),
    conversations: new DynamoConversationDirectory(table),
    rollups: new DynamoRollupStore(client, tableName),
    tickets: dynamoTicketConversations(new DynamoRecords(client, tableName)),
    budget: new RateBudget({
      counter: dynamoRequestCounter(client, tableName),
      limit: env.REQUESTS_PER_MINUTE_PER_KEY,
      log: jsonLog(console.log),
      now,
    }),
    identity: lazy(async () => new Identity(await deploymentKey(env.IDENTITY_KEY_ARN))),
    now,
    feed: { holdBack: env.FEED_HOLD_BACK_MS, now, pause: setTimeout },
    version: env.VERSION,
    publicUrl: env.PUBLIC_URL,
  };
}
