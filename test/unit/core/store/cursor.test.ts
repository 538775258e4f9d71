import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { encodeCrockford } from '../../../../core/events/crockford.ts';
import { LogError } from '../../../../core/events/errors.ts';
import { decodeCursor, encodeCursor } from '../../../../core/store/cursor.ts';

const ids = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => encodeCrockford(bytes));
const scope = { list: 'events', tenantId: 'acme', from: 1, to: undefined };

describe('cursors', () => {
  it('hold a position and go back to it under the same filters', () => {
    fc.assert(
      fc.property(ids, (id) => {
        const { from, ...rest } = scope;
        expect(decodeCursor(encodeCursor(id, scope), { ...rest, from })).toBe(id);
      }),
    );
  });

  it.each([
    { ...scope, tenantId: 'other' },
    { ...scope, list: 'conversation' },
    { ...scope, from: 2 },
    { ...scope, to: 9 },
  ])('are refused under %j', (other) => {
    const cursor = encodeCursor('01KAV9FT0000009M9DBWJB34SK', scope);
    const mismatch = expect.objectContaining({ code: 'cursor_mismatch' });
    expect(() => decodeCursor(cursor, other)).toThrow(mismatch);
  });

  it('that are not ours are refused, whatever they are', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), ids), (text) => {
        expect(() => decodeCursor(text, scope)).toThrow(LogError);
      }),
    );
  });
});
