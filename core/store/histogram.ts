import * as z from 'zod';

/** The largest relative error of a quantile. */
export const RELATIVE_ERROR = 0.02;

/** Ratio of a bucket's upper to its lower bound, by which any value in it is within the error. */
const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);

/** Counts by bucket: bucket `i` holds what is over GAMMA^(i-1) and up to GAMMA^i milliseconds. */
export const histogram = z.record(z.string().regex(/^\d+$/), z.number().int().positive());

/**
 * Durations as counts in buckets of logarithmic width, which can be added up and still give
 * quantiles with at most 2 % error. Source of the buckets: Masson, Rim, Lee, "DDSketch", VLDB 2019.
 */
export type Histogram = z.infer<typeof histogram>;

/** Adds a duration; below one millisecond counts as one. */
export function addDuration(histogram: Histogram, ms: number): void {
  const bucket = String(Math.ceil(Math.log(Math.max(ms, 1)) / Math.log(GAMMA)));
  histogram[bucket] = (histogram[bucket] ?? 0) + 1;
}

/** Adds all of another histogram. */
export function addHistogram(histogram: Histogram, other: Histogram): void {
  for (const [bucket, count] of Object.entries(other)) {
    histogram[bucket] = (histogram[bucket] ?? 0) + count;
  }
}

/** How many durations are in a histogram. */
export function countOf(histogram: Histogram): number {
  return Object.values(histogram).reduce((sum, count) => sum + count, 0);
}

/**
 * The duration, in milliseconds, that a share of all does not exceed (nearest rank), within 2 %.
 * `null` when there is none.
 * @param share from 0 to 1: 0.5 is the median
 */
export function quantile(histogram: Histogram, share: number): number | null {
  const rank = Math.max(1, Math.ceil(share * countOf(histogram)));
  const buckets = Object.entries(histogram).map(([bucket, n]) => [Number(bucket), n] as const);
  let seen = 0;
  for (const [bucket, n] of buckets.sort(([a], [b]) => a - b)) {
    seen += n;
    if (seen >= rank) return (2 * GAMMA ** bucket) / (GAMMA + 1);
  }
  return null;
}
