import { documentClient } from '../../core/runtime/aws-clients.ts';
import { readEnv } from '../../core/runtime/env.ts';
import { jsonLog } from '../../core/runtime/log.ts';
import { RateBudget } from '../../core/runtime/rate-budget.ts';
import { DynamoEventStore } from '../../core/store/dynamo-event-store.ts';
import { DynamoRecords } from '../../core/store/dynamo-records.ts';
import { dynamoRequestCounter } from '../../core/store/dynamo-request-counter.ts';
import { dynamoTicketConversations } from '../../core/store/dynamo-ticket-conversations.ts';
import { ShardPlan } from '../../core/store/keys.ts';
import { queryEnv } from './env.ts';

/** What query is made of on AWS. */
export function queryDependencies() {
  const env = readEnv(queryEnv, process.env);
  const shards = new ShardPlan(env.SHARDS);
  const [client, tableName, now] = [documentClient(), env.TABLE_NAME, Date.now];
  return {
    store: new DynamoEventStore({ client, tableName, shards, now }),
    tickets: dynamoTicketConversations(new DynamoRecords(client, tableName)),
    budget: new RateBudget({
      counter: dynamoRequestCounter(client, tableName),
      limit: env.REQUESTS_PER_MINUTE_PER_KEY,
      log: jsonLog(console.log),
      now,
    }),
    version: env.VERSION,
    publicUrl: env.PUBLIC_URL,
  };
}
