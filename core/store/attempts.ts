import { LogError } from '../events/errors.ts';

/** How often a call is made before the store counts as unavailable. */
const ATTEMPTS = 2;

/** Errors by which DynamoDB says that the same request can never succeed. */
const FINAL_ERRORS = new Set(['ValidationException', 'SerializationException']);

/**
 * Makes a call up to twice, each time with a fresh signal that aborts after `timeout` milliseconds.
 * An error named in `meaningful` is the store's answer and is rethrown at once.
 * @throws LogError `store_unavailable` after the last attempt, `invalid_event` when DynamoDB
 * refuses the request itself; the cause is kept
 */
export async function attempt<Answer>(
  timeout: number,
  call: (signal: AbortSignal) => Promise<Answer>,
  meaningful: readonly string[] = [],
): Promise<Answer> {
  let cause: unknown;
  for (let n = 0; n < ATTEMPTS; n++) {
    try {
      return await call(AbortSignal.timeout(timeout));
    } catch (error) {
      const name = error instanceof Error ? error.name : '';
      if (meaningful.includes(name)) throw error;
      if (FINAL_ERRORS.has(name)) throw new LogError('invalid_event', undefined, { cause: error });
      cause = error;
    }
  }
  throw new LogError('store_unavailable', undefined, { cause });
}

/** Milliseconds a write may take before it is tried again (design: the feed's hold-back rests on it). */
export const WRITE_TIMEOUT = 1_000;

/** Milliseconds a read of up to 1 MB may take before it is tried again. */
export const READ_TIMEOUT = 3_000;
