import { eventBridgePublisher } from '../../core/bus/bus-publisher.ts';
import { readEnv } from '../../core/runtime/env.ts';
import { jsonLog } from '../../core/runtime/log.ts';
import { fanoutEnv } from './env.ts';

/** What fan-out is made of on AWS. */
export function fanoutDependencies() {
  const env = readEnv(fanoutEnv, process.env);
  return { publisher: eventBridgePublisher(env.BUS_NAME), log: jsonLog(console.log) };
}
