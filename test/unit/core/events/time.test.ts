import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  isoTime,
  timeFromIso,
  timeFromMilliseconds,
  timeFromSeconds,
} from '../../../../core/events/time.ts';

const invalid = expect.objectContaining({ code: 'invalid_time' });

describe('times of providers', () => {
  it.each([
    ['2026-11-23T09:30:00Z', '2026-11-23T09:30:00.000Z'],
    ['2026-11-23T09:30:00.254571515Z', '2026-11-23T09:30:00.254Z'],
    ['2026-11-23T09:30:00.9999Z', '2026-11-23T09:30:00.999Z'],
    ['2026-11-23T09:30:00.5+02:00', '2026-11-23T07:30:00.500Z'],
    ['2026-11-23 09:30:00z', '2026-11-23T09:30:00.000Z'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.999Z'],
  ])('reads %s', (text, utc) => {
    expect(isoTime(timeFromIso(text))).toBe(utc);
  });

  it('cuts decimals, however many there are', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{1,20}$/), (decimals) => {
        const ms = Number(decimals.slice(0, 3).padEnd(3, '0'));
        const text = `2026-11-23T09:30:00.${decimals}Z`;
        expect(timeFromIso(text)).toBe(Date.UTC(2026, 10, 23, 9, 30, 0, ms));
      }),
    );
  });

  it.each(['2026-11-23', '2026-11-23T09:30:00', '2026-13-01T00:00:00Z', 'yesterday', ''])(
    'refuses %j: no zone or no time',
    (text) => expect(() => timeFromIso(text)).toThrow(invalid),
  );

  it.each([
    ['1749416383', 1_749_416_383_000],
    ['1531420618.000100', 1_531_420_618_000],
    ['1531420618.999900', 1_531_420_618_999],
    [1_749_416_383, 1_749_416_383_000],
    [1_749_416_383.25, 1_749_416_383_250],
  ])('reads %j as seconds', (seconds, ms) => expect(timeFromSeconds(seconds)).toBe(ms));

  it.each(['', '-1', '1e9', '17x', '999999999999'])('refuses %j as seconds', (seconds) =>
    expect(() => timeFromSeconds(seconds)).toThrow(invalid),
  );

  it('refuses negative, endless and missing numbers', () => {
    for (const value of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => timeFromSeconds(value)).toThrow(invalid);
      expect(() => timeFromMilliseconds(value)).toThrow(invalid);
    }
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) }), (ms) => {
        expect(timeFromIso(isoTime(ms))).toBe(ms);
        expect(timeFromMilliseconds(String(ms))).toBe(ms);
      }),
    );
  });
});
