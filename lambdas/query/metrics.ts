import type * as z from 'zod';
import { ApiProblem } from '../../core/api/problem.ts';
import { ROUTES } from '../../core/api/routes.ts';
import type { metricsQuery, metricsRow } from '../../core/api/schemas.ts';
import { isoTime } from '../../core/events/time.ts';
import { countOf, type Histogram, quantile } from '../../core/store/histogram.ts';
import {
  BUCKET,
  bucketOf,
  type Interval,
  intervalsOf,
  isTimeZone,
} from '../../core/store/intervals.ts';
import { addChannel, type ChannelRollup, emptyChannel } from '../../core/store/rollup.ts';
import type { RollupStore, StoredRollup } from '../../core/store/rollup-store.ts';
import { json, type Operation, operation } from './operation.ts';

type MetricsRow = z.infer<typeof metricsRow>;
type Parameters = z.infer<typeof metricsQuery>;

const DAY = 24 * 60 * 60 * 1000;

/** The longest range, in milliseconds: 31 days, one of which may have 25 hours. */
const LONGEST = 31 * DAY + 60 * 60 * 1000;

/** How long after its end a bucket may still get events that are on their way, in milliseconds. */
const SETTLING = 5 * 60 * 1000;

/** `GET /v1/metrics`: what happened, by hour or day. */
export function getMetrics(rollups: RollupStore, now: () => number): Operation {
  return operation(ROUTES.getMetrics.query, async ({ tenantId, parameters }) => {
    const range = rangeOf(parameters, now());
    const { interval, time_zone } = parameters;
    if (!isTimeZone(time_zone)) {
      throw new ApiProblem('invalid_parameter', 'time_zone: Give an IANA name, as Europe/Berlin.');
    }
    const stored = await rollups.rollups(tenantId, bucketOf(range.start), range.end);
    const intervals = intervalsOf(range, interval, time_zone);
    const data = metricsRows(stored, intervals, parameters, now());
    return json(JSON.stringify({ data, interval, time_zone }));
  });
}

/** @throws ApiProblem `invalid_parameter` */
function rangeOf({ from, to }: Parameters, now: number): Interval {
  const end = to ?? now;
  const start = from ?? end - DAY;
  if (start >= end) throw new ApiProblem('invalid_parameter', 'from: It must lie before to.');
  if (end - start > LONGEST) {
    throw new ApiProblem('invalid_parameter', 'from: A range has at most 31 days.');
  }
  return { start, end };
}

/**
 * The rows of an answer: one for each interval, or one for each channel in it on which something
 * happened.
 */
export function metricsRows(
  stored: readonly StoredRollup[],
  intervals: readonly Interval[],
  { channel, group_by }: Pick<Parameters, 'channel' | 'group_by'>,
  now: number,
): readonly MetricsRow[] {
  const byBucket = new Map(stored.map((each) => [each.bucket, each]));
  return intervals.flatMap((interval) => {
    const buckets = bucketsOf(interval);
    const found = buckets.flatMap((bucket) => byBucket.get(bucket) ?? []);
    const provisional = interval.end + SETTLING > now || found.some(({ due }) => due);
    const sums = sumsOf(found, channel);
    const row = (counts: ChannelRollup, name?: string) => {
      return rowOf(interval, counts, provisional, name);
    };
    if (group_by === 'channel') return [...sums].map(([name, counts]) => row(counts, name));
    const total = emptyChannel();
    for (const counts of sums.values()) addChannel(total, counts);
    return [row(total)];
  });
}

function bucketsOf({ start, end }: Interval): readonly number[] {
  return Array.from({ length: (end - start) / BUCKET }, (_, i) => start + i * BUCKET);
}

/** What happened on each channel, by name. */
function sumsOf(
  found: readonly StoredRollup[],
  wanted: readonly string[] | undefined,
): ReadonlyMap<string, ChannelRollup> {
  const sums = new Map<string, ChannelRollup>();
  for (const { rollup } of found) {
    for (const [channel, counts] of Object.entries(rollup)) {
      if (wanted && !wanted.includes(channel)) continue;
      const sum = sums.get(channel) ?? emptyChannel();
      addChannel(sum, counts);
      sums.set(channel, sum);
    }
  }
  return new Map([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function rowOf(
  { start, end }: Interval,
  { first_response, resolution, ...counts }: ChannelRollup,
  provisional: boolean,
  channel?: string,
): MetricsRow {
  return {
    start: isoTime(start),
    end: isoTime(end),
    ...(channel !== undefined && { channel }),
    provisional,
    ...counts,
    first_response: durationsOf(first_response),
    resolution: durationsOf(resolution),
  };
}

function durationsOf(histogram: Histogram): MetricsRow['first_response'] {
  const seconds = (share: number) => {
    const ms = quantile(histogram, share);
    return ms === null ? null : Math.round(ms) / 1000;
  };
  return {
    count: countOf(histogram),
    median_seconds: seconds(0.5),
    p90_seconds: seconds(0.9),
  };
}
