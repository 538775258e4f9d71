import type { IndexDelay } from './change-capture.ts';

/**
 * Delays of index entries between 0 and `most` milliseconds, the same for the same seed, so that a
 * failing test can be run again. (Mulberry32: a small generator that is good enough for tests.)
 */
export function seededDelay(
  seed: number,
  most: number,
  after: IndexDelay['after'] = byTimer,
): IndexDelay {
  let state = seed >>> 0;
  return {
    next: () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * most;
    },
    after,
  };
}

function byTimer(ms: number, write: () => Promise<void>): () => void {
  const timer = setTimeout(() => void write().catch(() => {}), ms);
  return () => clearTimeout(timer);
}
