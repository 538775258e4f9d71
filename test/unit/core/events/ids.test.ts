import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { decodeCrockford, encodeCrockford } from '../../../../core/events/crockford.ts';
import { EVENT_ID } from '../../../../core/events/event.ts';
import {
  arrivalKey,
  firstIdAt,
  hashOfId,
  identifyFact,
  RANKS,
  type Rank,
  timeOfId,
} from '../../../../core/events/event-id.ts';

const fact = { key: 'message:m1', part: 'message', rank: 'received' } as const;
const time = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) });
const ranks = Object.keys(RANKS) as [Rank, ...Rank[]];

const idOf = (overrides: object, at = 1_764_000_000_000) =>
  identifyFact('acme', 'whatsapp', { ...fact, ...overrides }, at).id;

describe('event ids', () => {
  it('is frozen: an id made by version 1 never changes', () => {
    expect(identifyFact('acme', 'whatsapp', fact, 1_764_000_000_000)).toEqual({
      id: '01KAV9FT0000009M9DBWJB34SK',
      fingerprint: '3f6fbd5dc0e5',
    });
  });

  it('starts with the time, so that ids sort by it', () => {
    fc.assert(
      fc.property(time, time, fc.string(), fc.string(), (a, b, keyA, keyB) => {
        const idA = idOf({ key: keyA }, a);
        const idB = idOf({ key: keyB }, b);
        expect(idA).toMatch(EVENT_ID);
        expect(timeOfId(idA)).toBe(a);
        if (a !== b) expect(idA < idB).toBe(a < b);
        expect(firstIdAt(a) <= idA).toBe(true);
        expect(idA < firstIdAt(a + 1)).toBe(true);
      }),
    );
  });

  it('orders facts of one millisecond by sequence, then by rank', () => {
    const sequence = fc.integer({ min: 0, max: 2 ** 20 - 1 });
    const rank = fc.constantFrom(...ranks);
    fc.assert(
      fc.property(sequence, sequence, rank, rank, (a, b, rankA, rankB) => {
        const idA = idOf({ key: 'a', sequence: a, rank: rankA });
        const idB = idOf({ key: 'b', sequence: b, rank: rankB });
        const order = a - b || RANKS[rankA] - RANKS[rankB];
        if (order !== 0) expect(idA < idB).toBe(order < 0);
      }),
    );
  });

  it('differs by tenant, provider, fact and part, and by nothing else', () => {
    const at = 1_764_000_000_000;
    const ids = [
      identifyFact('acme', 'whatsapp', fact, at),
      identifyFact('other', 'whatsapp', fact, at),
      identifyFact('acme', 'line', fact, at),
      identifyFact('acme', 'whatsapp', { ...fact, key: 'message:m2' }, at),
      identifyFact('acme', 'whatsapp', { ...fact, part: 'postback' }, at),
      identifyFact('acme', 'whatsapp', { ...fact, key: 'message:m1","x' }, at),
    ];
    expect(new Set(ids.map(({ id }) => id)).size).toBe(ids.length);
    expect(identifyFact('acme', 'whatsapp', { ...fact }, at)).toEqual(ids[0]);
  });

  it.each([-1, 1.5, Number.NaN, Date.UTC(10_000, 0, 1)])('refuses %s as a time', (at) => {
    expect(() => idOf({}, at)).toThrow(expect.objectContaining({ code: 'invalid_time' }));
  });

  it('spreads events of one second evenly over shards', () => {
    const shards = [0, 0, 0, 0];
    for (let i = 0; i < 4000; i++) {
      const shard = hashOfId(idOf({ key: `message:${i}` })) % 4;
      shards[shard] = (shards[shard] ?? 0) + 1;
    }
    for (const count of shards) expect(count).toBeGreaterThan(900);
  });

  it('gives arrival keys the time of recording and the bits of the event', () => {
    const a = arrivalKey(idOf({ key: 'a' }), 1_764_000_009_000);
    const b = arrivalKey(idOf({ key: 'b' }), 1_764_000_009_000);
    expect(timeOfId(a)).toBe(1_764_000_009_000);
    expect(a).not.toBe(b);
  });
});

describe('Crockford base 32', () => {
  it('reads back what it wrote, in the width of the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 32 }), (bytes) => {
        const text = encodeCrockford(bytes);
        expect(text).toHaveLength(Math.ceil((bytes.length * 8) / 5));
        expect([...decodeCrockford(text, bytes.length)]).toEqual([...bytes]);
      }),
    );
  });

  it('keeps the order of the bytes', () => {
    const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        const order = Buffer.compare(a, b);
        const [textA, textB] = [encodeCrockford(a), encodeCrockford(b)];
        expect(Math.sign(order)).toBe(textA < textB ? -1 : textA > textB ? 1 : 0);
      }),
    );
  });

  it.each([
    ['U'.repeat(26), 'a letter outside the alphabet'],
    ['Z'.repeat(26), 'a value that does not fit'],
    ['1'.repeat(30), 'too many characters'],
  ])('refuses %s (%s)', (text) => {
    expect(() => decodeCrockford(text, 16)).toThrow(RangeError);
  });
});
