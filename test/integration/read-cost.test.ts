import { beforeAll, describe, expect, it } from '@jest/globals';
import { costsAtSizes } from '../../bench/read-cost.ts';

const SIZES = [1_000, 4_000];

let costs: Map<string, number>;
beforeAll(async () => {
  costs = new Map((await costsAtSizes(SIZES)).map(({ name, value }) => [name, value]));
}, 120_000);

const cost = (name: string) => costs.get(name) ?? Number.NaN;

describe('the cost of a page', () => {
  it.each(SIZES.flatMap((size) => [`list of ${size}`, `feed of ${size}`]))(
    'is that of the bytes read, which are little more than those given: %s',
    (list) => {
      expect(cost(`${list}, units over those of the bytes read`)).toBeLessThanOrEqual(1.1);
      expect(cost(`${list}, bytes read over bytes given`)).toBeLessThanOrEqual(1.3);
    },
  );

  it.each(['list', 'feed'])('is the same in a %s of any length', (kind) => {
    const [small, large] = SIZES;
    for (const figure of ['page 1', 'mean page']) {
      const ratio = cost(`${kind} of ${large}, ${figure}`) / cost(`${kind} of ${small}, ${figure}`);
      expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
    }
  });
});
