import { describe, expect, it } from '@jest/globals';
import { lenientBytes } from '../../../../core/providers/lenient.ts';
import { entryOf } from '../../../../core/providers/table-entry.ts';

describe('the size of a file', () => {
  it.each([0, 1, Number.MAX_SAFE_INTEGER])('is taken: %d', (size) => {
    expect(lenientBytes.parse(size)).toBe(size);
  });

  it.each([-1, 1.5, 2 ** 53, 1e308, Number.NaN, '12', null, {}, undefined])(
    'is left out where it is none: %p',
    (size) => {
      expect(lenientBytes.parse(size)).toBeUndefined();
    },
  );
});

describe('the entry of a table', () => {
  const table = { open: 1 };

  it('is found by its name alone', () => {
    expect(entryOf(table, 'open')).toBe(1);
    for (const name of ['constructor', '__proto__', 'toString', '', null, undefined]) {
      expect(entryOf(table, name)).toBeUndefined();
    }
  });
});
