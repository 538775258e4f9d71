import type { Episode } from '../../core/events/summary.ts';
import { bucketOf } from '../../core/store/intervals.ts';

/**
 * The quarter hours whose counts change with the episodes of a conversation: those of an answer or a
 * close that came, went or took another time, as it was and as it is. A late event can move one far
 * from its own quarter hour.
 */
export function changedBuckets(
  before: readonly Episode[],
  after: readonly Episode[],
): ReadonlySet<number> {
  const [was, is] = [timingsOf(before), timingsOf(after)];
  const changed = [...was, ...is].filter(([timing]) => !was.has(timing) || !is.has(timing));
  return new Set(changed.map(([, at]) => bucketOf(at)));
}

/** The moments of answers and closes, in milliseconds since 1970, by what they count for. */
function timingsOf(episodes: readonly Episode[]): ReadonlyMap<string, number> {
  const timings = new Map<string, number>();
  for (const episode of episodes) {
    const { first_response_at, first_response_seconds, closed_at, resolution_seconds } = episode;
    if (first_response_at !== undefined) {
      const timing = JSON.stringify(['response', first_response_at, first_response_seconds]);
      timings.set(timing, Date.parse(first_response_at));
    }
    if (closed_at !== undefined) {
      const timing = JSON.stringify(['close', closed_at, resolution_seconds]);
      timings.set(timing, Date.parse(closed_at));
    }
  }
  return timings;
}
