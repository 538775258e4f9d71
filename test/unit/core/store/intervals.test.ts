import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { BUCKET, intervalsOf, isTimeZone } from '../../../../core/store/intervals.ts';

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);
const texts = (intervals: readonly { readonly start: number }[]) => {
  return intervals.map(({ start }) => new Date(start).toISOString().slice(0, 16));
};
const hoursOf = (intervals: readonly { readonly start: number; readonly end: number }[]) => {
  return intervals.map(({ start, end }) => (end - start) / HOUR);
};

describe('the intervals of a range', () => {
  it('are days of the zone, of 23 or 25 hours where its clocks are changed', () => {
    const autumn = { start: at('2026-10-24T00:00+02:00'), end: at('2026-10-27T00:00+01:00') };
    const days = intervalsOf(autumn, 'day', 'Europe/Berlin');
    expect(texts(days)).toEqual(['2026-10-23T22:00', '2026-10-24T22:00', '2026-10-25T23:00']);
    expect(hoursOf(days)).toEqual([24, 25, 24]);
    const spring = { start: at('2026-03-28T00:00+01:00'), end: at('2026-03-30T00:00+02:00') };
    expect(hoursOf(intervalsOf(spring, 'day', 'Europe/Berlin'))).toEqual([24, 23]);
  });

  it('are hours, each once, though one comes twice on the clock', () => {
    const night = { start: at('2026-10-25T00:00+02:00'), end: at('2026-10-25T04:00+01:00') };
    expect(hoursOf(intervalsOf(night, 'hour', 'Europe/Berlin'))).toEqual([1, 1, 1, 1, 1]);
  });

  it('begin at the quarter where the zone does', () => {
    const range = { start: at('2026-11-01T00:00Z'), end: at('2026-11-01T02:00Z') };
    const hours = intervalsOf(range, 'hour', 'Asia/Kathmandu');
    expect(texts(hours)).toEqual(['2026-11-01T00:00', '2026-11-01T00:15', '2026-11-01T01:15']);
  });

  it('lie one after another, over the whole range, in any zone', () => {
    const zone = fc.constantFrom('UTC', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Tokyo');
    const start = fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2027-01-01T00:00Z') });
    const length = fc.integer({ min: 1, max: 4 * 24 * HOUR });
    const unit = fc.constantFrom('hour' as const, 'day' as const);
    fc.assert(
      fc.property(zone, start, length, unit, (timeZone, from, ms, by) => {
        const intervals = intervalsOf({ start: from, end: from + ms }, by, timeZone);
        const [first] = intervals;
        expect(first?.start).toBe(Math.floor(from / BUCKET) * BUCKET);
        expect(intervals.at(-1)?.end).toBe(Math.ceil((from + ms) / BUCKET) * BUCKET);
        intervals.slice(1).forEach(({ start: next }, i) => {
          expect(next).toBe(intervals[i]?.end);
        });
      }),
      { numRuns: 50 },
    );
  });

  it('know the time zones of IANA', () => {
    expect(['Europe/Berlin', 'UTC', 'Asia/Kathmandu'].every(isTimeZone)).toBe(true);
    expect(['Berlin', '', 'Mars/Base', '+25:00'].some(isTimeZone)).toBe(false);
  });
});
