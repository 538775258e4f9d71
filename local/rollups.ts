import { errorName, type Log } from '../core/runtime/log.ts';
import { createRollup } from '../lambdas/rollup/rollup.ts';
import type { LocalData } from './data.ts';

/** How often quarter hours are counted, in milliseconds. */
const INTERVAL = 10_000;

/** Counts of quarter hours, made on a timer. */
export interface Rollups {
  /** Counts now what is due. */
  count(): Promise<void>;
  stop(): Promise<void>;
}

export function startRollups(data: LocalData, log: Log): Rollups {
  const rollup = createRollup({ ...data, log, now: Date.now });
  let running = Promise.resolve();
  const count = () => {
    running = running.then(rollup).catch((error: unknown) => {
      log.error('rollup_run_failed', { error: errorName(error) });
    });
    return running;
  };
  const timer = setInterval(() => void count(), INTERVAL);
  return {
    count,
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
