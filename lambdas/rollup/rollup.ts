import { errorName, type Log } from '../../core/runtime/log.ts';
import { BUCKET } from '../../core/store/intervals.ts';
import type { DueRollup, RollupStore } from '../../core/store/rollup-store.ts';
import { type CountSources, countBucket } from './count-bucket.ts';

/** How long a mark must be old before a count is final: indexes lag behind the table, in milliseconds. */
const SETTLING = 10_000;

interface Dependencies extends CountSources {
  readonly rollups: RollupStore;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Counts the quarter hours that got events since they were counted last; called by a schedule. What
 * is over is counted for good, and again when a late event comes; the present one is counted
 * provisionally. A bucket that cannot be counted now stays due.
 */
export function createRollup({ rollups, events, summaries, log, now }: Dependencies) {
  return async (): Promise<void> => {
    let counted = 0;
    for (const due of await rollups.due()) {
      try {
        const at = now();
        const counts = await countBucket(due.tenantId, due.bucket, { events, summaries });
        await rollups.put(due, counts, isSettled(due, at));
        counted++;
      } catch (error) {
        log.error('rollup_failed', { bucket: due.bucket, error: errorName(error) });
      }
    }
    log.info('rollups', { counted });
  };
}

/** Whether the bucket is over and every event that marked it is in the index. */
function isSettled({ bucket, markedAt }: DueRollup, now: number): boolean {
  return bucket + BUCKET <= now && markedAt + SETTLING <= now;
}
