import { eventBridgePublisher } from '../../core/bus/bus-publisher.ts';
import { firehoseWriter } from '../../core/lake/firehose-writer.ts';
import { documentClient } from '../../core/runtime/aws-clients.ts';
import { readEnv } from '../../core/runtime/env.ts';
import { jsonLog } from '../../core/runtime/log.ts';
import { DynamoEventStore } from '../../core/store/dynamo-event-store.ts';
import { ShardPlan } from '../../core/store/keys.ts';
import { redriveEnv } from './env.ts';

/** What redrive is made of on AWS. */
export function redriveDependencies() {
  const env = readEnv(redriveEnv, process.env);
  const shards = new ShardPlan(env.SHARDS);
  const settings = { client: documentClient(), tableName: env.TABLE_NAME, shards, now: Date.now };
  return {
    store: new DynamoEventStore(settings),
    publisher: eventBridgePublisher(env.BUS_NAME),
    lake: firehoseWriter(env.LAKE_STREAM),
    log: jsonLog(console.log),
  };
}
