import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { MessageIds } from '../../../../core/store/message-ids.ts';

describe('the message ids that a summary has counted', () => {
  it('count each id of a direction once, however often it comes', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 2 })), (texts) => {
        const ids = MessageIds.none();
        const first = texts.filter((text) => ids.add('sent', text) === 'first');
        expect(first).toEqual([...new Set(texts)]);
        expect(texts.every((text) => ids.add('sent', text) === 'repeat')).toBe(true);
      }),
    );
    const ids = MessageIds.none();
    expect([ids.add('sent', 'm'), ids.add('received', 'm')]).toEqual(['first', 'first']);
  });

  it('are never wrong after a pause: an old id is unsure, and what is called first is new', () => {
    const old = Array.from({ length: 2_000 }, (_, n) => `old ${n}`);
    const before = MessageIds.none();
    for (const id of old) before.add('received', id);
    const after = MessageIds.restored(before.stored);
    expect(old.every((id) => after.add('received', id) === 'unsure')).toBe(true);
    const novelties = Array.from({ length: 2_000 }, (_, n) => after.add('received', `new ${n}`));
    const unsure = novelties.filter((novelty) => novelty === 'unsure').length;
    expect(novelties).not.toContain('repeat');
    expect(unsure).toBeLessThan(120);
  });

  it('are stored alike in any order, in at most 11 KB of text', () => {
    const ids = Array.from({ length: 100_000 }, (_, n) => `m${n}`);
    const storedOf = (list: readonly string[]) => {
      const counted = MessageIds.none();
      for (const id of list) counted.add('sent', id);
      return counted.stored;
    };
    expect(storedOf(ids)).toBe(storedOf(ids.toReversed()));
    expect(storedOf(ids).length).toBeLessThan(11_000);
    expect(storedOf(ids.slice(0, 20)).length).toBeLessThan(200);
  });
});
