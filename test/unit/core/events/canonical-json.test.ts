import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { canonicalJson } from '../../../../core/events/canonical-json.ts';

describe('canonical JSON', () => {
  it('orders keys and leaves out what is undefined', () => {
    const value = { b: [1, { d: undefined, c: null }], a: 'ä\u2028😀\ud800', 10: 1, 9: true };
    expect(canonicalJson(value)).toBe(
      '{"10":1,"9":true,"a":"ä\u2028😀\\ud800","b":[1,{"c":null}]}',
    );
  });

  it('says the same as the value, whatever the order of its keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(reversed(value))).toBe(text);
      }),
    );
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, member]) => [key, reversed(member)]));
}
