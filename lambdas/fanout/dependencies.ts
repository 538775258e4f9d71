import { setTimeout } from 'node:timers/promises';
import { eventBridgePublisher } from '../../core/bus/bus-publisher.ts';
import { firehoseWriter } from '../../core/lake/firehose-writer.ts';
import { documentClient } from '../../core/runtime/aws-clients.ts';
import { readEnv } from '../../core/runtime/env.ts';
import { jsonLog } from '../../core/runtime/log.ts';
import { DynamoArrivalIndex } from '../../core/store/dynamo-arrival-index.ts';
import { sqsRetryQueue } from '../../core/store/retry-queue-writer.ts';
import { fanoutEnv } from './env.ts';

/** What fan-out is made of on AWS. */
export function fanoutDependencies() {
  const env = readEnv(fanoutEnv, process.env);
  const now = Date.now;
  const table = { client: documentClient(), tableName: env.TABLE_NAME, now };
  return {
    arrivals: {
      index: new DynamoArrivalIndex(table),
      holdBack: env.FEED_HOLD_BACK_MS,
      now,
      pause: setTimeout,
    },
    publisher: eventBridgePublisher(env.BUS_NAME),
    lake: firehoseWriter(env.LAKE_STREAM),
    retries: sqsRetryQueue({ bus: env.BUS_RETRY_QUEUE, lake: env.LAKE_RETRY_QUEUE }),
    log: jsonLog(console.log),
  };
}
