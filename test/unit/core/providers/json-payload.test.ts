import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { jsonPayload } from '../../../../core/providers/json-payload.ts';

const unreadable = expect.objectContaining({ code: 'unreadable_event' });

describe('a payload', () => {
  it('is any JSON, as it came', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(jsonPayload(value)).toBe(value);
      }),
    );
  });

  it.each([[undefined], [{ a: undefined }], [[Number.NaN]], [() => 1], [1n]])(
    'is not %p',
    (value) => {
      expect(() => jsonPayload(value)).toThrow(unreadable);
    },
  );

  it('is not nested without end', () => {
    const nested = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    expect(() => jsonPayload(nested)).toThrow(unreadable);
  });
});
