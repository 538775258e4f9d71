import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  addDuration,
  addHistogram,
  countOf,
  type Histogram,
  quantile,
  RELATIVE_ERROR,
} from '../../../../core/store/histogram.ts';

const durations = fc.array(fc.integer({ min: 1, max: 90 * 86_400_000 }), {
  minLength: 1,
  maxLength: 300,
});

function histogramOf(values: readonly number[]): Histogram {
  const histogram: Histogram = {};
  for (const value of values) addDuration(histogram, value);
  return histogram;
}

/** The nearest-rank quantile of values that are all known. */
function exact(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil(share * values.length)) - 1] ?? Number.NaN;
}

describe('a histogram of durations', () => {
  it('gives any quantile within 2 %', () => {
    fc.assert(
      fc.property(durations, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
        const expected = exact(values, share);
        const error = Math.abs((quantile(histogramOf(values), share) ?? 0) - expected) / expected;
        expect(error).toBeLessThanOrEqual(RELATIVE_ERROR + 1e-9);
      }),
    );
  });

  it('is the same whether values were added or histograms', () => {
    fc.assert(
      fc.property(durations, durations, (some, others) => {
        const sum = histogramOf(some);
        addHistogram(sum, histogramOf(others));
        expect(sum).toEqual(histogramOf([...some, ...others]));
        expect(countOf(sum)).toBe(some.length + others.length);
      }),
    );
  });

  it('has no quantile when it is empty, and takes nothing for a millisecond', () => {
    expect(quantile({}, 0.5)).toBeNull();
    expect(quantile(histogramOf([0]), 0.5)).toBeCloseTo(1, 1);
  });
});
