import { Identity } from '../../core/events/identity.ts';
import { deploymentKey, documentClient } from '../../core/runtime/aws-clients.ts';
import { readEnv } from '../../core/runtime/env.ts';
import { jsonLog } from '../../core/runtime/log.ts';
import { RateBudget } from '../../core/runtime/rate-budget.ts';
import { DynamoEventStore } from '../../core/store/dynamo-event-store.ts';
import { dynamoRequestCounter } from '../../core/store/dynamo-request-counter.ts';
import { ShardPlan } from '../../core/store/keys.ts';
import type { AppendDependencies } from './append.ts';
import { appendEnv } from './env.ts';

/** What append is made of on AWS. */
export async function appendDependencies(): Promise<AppendDependencies> {
  const env = readEnv(appendEnv, process.env);
  const [client, tableName, now] = [documentClient(), env.TABLE_NAME, Date.now];
  return {
    store: new DynamoEventStore({ client, tableName, shards: new ShardPlan(env.SHARDS), now }),
    identity: new Identity(await deploymentKey(env.IDENTITY_KEY_ARN)),
    budget: new RateBudget({
      counter: dynamoRequestCounter(client, tableName),
      limit: env.REQUESTS_PER_MINUTE_PER_KEY,
      log: jsonLog(console.log),
      now,
    }),
    now,
  };
}
