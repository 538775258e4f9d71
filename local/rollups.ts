import { errorName, type Log } from '../core/runtime/log.ts';
import { createRollup } from '../lambdas/rollup/rollup.ts';
import type { LocalData } from './data.ts';

/** How often quarter hours are counted, in milliseconds. */
const INTERVAL = 10_000;

/** Counts quarter hours on a timer; the result ends that. */
export function startRollups(data: LocalData, log: Log): () => Promise<void> {
  const rollup = createRollup({ ...data, log, now: Date.now });
  let running = Promise.resolve();
  const run = () => {
    running = running.then(rollup).catch((error: unknown) => {
      log.error('rollup_run_failed', { error: errorName(error) });
    });
  };
  const timer = setInterval(run, INTERVAL);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
