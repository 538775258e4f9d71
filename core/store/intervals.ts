/** The width of a rollup's bucket: offsets of time zones are multiples of it. */
export const BUCKET = 15 * 60 * 1000;

/** A stretch of time in milliseconds since 1970: `start` inclusive, `end` exclusive. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** The bucket that a moment lies in, by its start. */
export function bucketOf(ms: number): number {
  return Math.floor(ms / BUCKET) * BUCKET;
}

/**
 * Cuts a range into the hours or days of a time zone. A day that the clock is changed on has 23 or 25
 * hours, and an hour that comes twice is two. The first and last interval may be cut short by the
 * range, which is widened to whole buckets.
 * @param timeZone IANA name
 */
export function intervalsOf(
  { start, end }: Interval,
  unit: 'hour' | 'day',
  timeZone: string,
): readonly Interval[] {
  const nameOf = intervalName(unit, timeZone);
  const intervals: Interval[] = [];
  let name: string | null = null;
  for (let at = bucketOf(start); at < end; at += BUCKET) {
    const present = nameOf(at);
    const last = intervals.at(-1);
    if (last && present === name) intervals[intervals.length - 1] = { ...last, end: at + BUCKET };
    else intervals.push({ start: at, end: at + BUCKET });
    name = present;
  }
  return intervals;
}

/** Whether a name is one of the IANA time zones that this runtime knows. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const DAY = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;

const HOUR = { ...DAY, hour: 'numeric', hourCycle: 'h23', timeZoneName: 'longOffset' } as const;

/** What tells an hour or day of a zone from all others: its local date and hour, with the offset. */
function intervalName(unit: 'hour' | 'day', timeZone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    ...(unit === 'hour' ? HOUR : DAY),
  });
  return (ms) => format.format(ms);
}
