import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  type RangePage,
  readShardedRange,
  type ShardedRange,
} from '../../../../core/store/sharded-range.ts';

interface Row {
  readonly key: string;
  readonly bytes: number;
}

/** Sorted keys over shards, and a reader that returns short slices at random, as DynamoDB may. */
interface World {
  readonly shards: readonly (readonly Row[])[];
  readonly order: 'asc' | 'desc';
  readonly sliceOf: (limit: number) => number;
}

function rangeOf(world: World, overrides: Partial<ShardedRange<Row>> = {}): ShardedRange<Row> {
  const sign = world.order === 'asc' ? 1 : -1;
  return {
    shards: world.shards.length,
    order: world.order,
    limit: 10,
    maxBytes: Number.POSITIVE_INFINITY,
    maxRounds: 1000,
    filtered: false,
    after: null,
    keyOf: (row) => row.key,
    bytesOf: (row) => row.bytes,
    read: async (shard, after, limit) => {
      const all = [...(world.shards[shard] ?? [])].sort((a, b) => sign * compare(a.key, b.key));
      const left = all.filter((row) => after === null || sign * compare(row.key, after) > 0);
      const rows = left.slice(0, world.sliceOf(limit));
      const whole = rows.length === left.length && rows.length < limit;
      return { rows, readTo: whole ? null : (rows.at(-1)?.key ?? after ?? '') };
    },
    ...overrides,
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

async function readAll(range: ShardedRange<Row>) {
  const pages: (readonly Row[])[] = [];
  for (let after = range.after; ; ) {
    const page = await readShardedRange({ ...range, after });
    pages.push(page.rows);
    if (page.next === null) return pages;
    expect(after === null || page.next !== after).toBe(true);
    after = page.next;
  }
}

const worlds = fc
  .record({
    rows: fc.uniqueArray(fc.integer({ min: 0, max: 9999 }), { maxLength: 200 }),
    spread: fc.array(fc.nat(15), { minLength: 1, maxLength: 50 }),
    shards: fc.integer({ min: 1, max: 16 }),
    order: fc.constantFrom('asc' as const, 'desc' as const),
    slices: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 20 }),
  })
  .map(({ rows, spread, shards, order, slices }) => {
    const world: Row[][] = Array.from({ length: shards }, () => []);
    for (const [i, value] of rows.entries()) {
      const shard = (spread[i % spread.length] ?? 0) % shards;
      world[shard]?.push({ key: String(value).padStart(4, '0'), bytes: (value % 7) + 1 });
    }
    let turn = 0;
    const sliceOf = (limit: number) => Math.min(limit, slices[turn++ % slices.length] ?? 1);
    return { shards: world, order, sliceOf };
  });

function sortedKeys({ shards, order }: World): string[] {
  const keys = shards
    .flat()
    .map((row) => row.key)
    .sort();
  return order === 'asc' ? keys : keys.reverse();
}

describe('reading a sharded range', () => {
  it('gives every row once, in order, for any page size and slices', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, fc.integer({ min: 1, max: 60 }), async (world, limit) => {
        const pages = await readAll(rangeOf(world, { limit }));
        expect(pages.flat().map((row) => row.key)).toEqual(sortedKeys(world));
        for (const page of pages.slice(0, -1)) expect(page).toHaveLength(limit);
        expect(pages.at(-1)?.length === 0 && pages.length > 1).toBe(false);
      }),
    );
  });

  it('skips nothing when a page ends because its rounds are spent', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, fc.integer({ min: 1, max: 4 }), async (world, maxRounds) => {
        const pages = await readAll(rangeOf(world, { limit: 30, maxRounds }));
        expect(pages.flat().map((row) => row.key)).toEqual(sortedKeys(world));
      }),
    );
  });

  it('ends a page before it passes the byte limit, but gives at least one row', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, fc.integer({ min: 1, max: 30 }), async (world, maxBytes) => {
        const pages = await readAll(rangeOf(world, { limit: 1000, maxBytes }));
        expect(pages.flat().map((row) => row.key)).toEqual(sortedKeys(world));
        for (const page of pages) {
          const bytes = page.reduce((sum, row) => sum + row.bytes, 0);
          expect(page.length <= 1 || bytes <= maxBytes).toBe(true);
        }
      }),
    );
  });

  describe('through a filter', () => {
    /** Reads that look at rows and leave out those that do not match. */
    const filteredRange = (world: World, matches: (row: Row) => boolean, limit: number) => {
      const range = rangeOf(world, { limit, filtered: true, maxRounds: 3 });
      const read: typeof range.read = async (...args) => {
        const slice = await range.read(...args);
        return { ...slice, rows: slice.rows.filter(matches) };
      };
      return { ...range, read };
    };
    const filters = fc.oneof(
      fc.constant(() => false),
      fc.constant(() => true),
      fc.integer({ min: 2, max: 60 }).map((n) => (row: Row) => Number(row.key) % n === 0),
      // All matches lie in one stretch, or in one shard (below).
      fc.nat(9999).map((start) => (row: Row) => row.key >= String(start).padStart(4, '0')),
    );

    it('gives every match once, in order, and every page goes on', async () => {
      await fc.assert(
        fc.asyncProperty(
          worlds,
          filters,
          fc.integer({ min: 1, max: 60 }),
          async (world, f, limit) => {
            const pages = await readAll(filteredRange(world, f, limit));
            const bytes = new Map(world.shards.flat().map((row) => [row.key, row]));
            const expected = sortedKeys(world).filter((key) => f(bytes.get(key) as Row));
            expect(pages.flat().map((row) => row.key)).toEqual(expected);
            for (const page of pages) expect(page.length).toBeLessThanOrEqual(limit);
          },
        ),
        { numRuns: 300 },
      );
    });

    it('gives every match when one shard has them all', async () => {
      await fc.assert(
        fc.asyncProperty(
          worlds,
          fc.nat(15),
          fc.integer({ min: 1, max: 60 }),
          async (world, n, limit) => {
            const own = world.shards[n % world.shards.length] ?? [];
            const keys = new Set(own.map(({ key }) => key));
            const pages = await readAll(filteredRange(world, ({ key }) => keys.has(key), limit));
            const expected = sortedKeys(world).filter((key) => keys.has(key));
            expect(pages.flat().map((row) => row.key)).toEqual(expected);
          },
        ),
      );
    });

    it('looks at a bounded number of rows for a page, though none matches', async () => {
      const shards = Array.from({ length: 4 }, (_, shard) => {
        return Array.from({ length: 50_000 }, (_, i) => {
          return { key: String(i * 4 + shard).padStart(6, '0'), bytes: 1 };
        });
      });
      let looked = 0;
      const world: World = { shards, order: 'asc', sliceOf: (limit) => limit };
      const range = rangeOf(world, { filtered: true, maxRounds: 6 });
      const page = await readShardedRange({
        ...range,
        read: async (...args) => {
          const slice = await range.read(...args);
          looked += slice.rows.length;
          return { ...slice, rows: [] };
        },
      });
      expect(page.rows).toEqual([]);
      expect(page.next).not.toBeNull();
      expect(looked).toBeGreaterThan(5_000);
      expect(looked).toBeLessThan(20_000);
    });
  });

  it.each([
    [4, 100],
    [16, 100],
    [4, 1000],
  ])('reads at most 1.3 times the rows it gives (%i shards, pages of %i)', async (count, limit) => {
    const shards = Array.from({ length: count }, (): Row[] => []);
    for (let i = 0; i < 20_000; i++) {
      const hash = Math.imul(i ^ (i >>> 7), 0x9e3779b1) >>> 8;
      shards[hash % count]?.push({ key: String(i).padStart(6, '0'), bytes: 1 });
    }
    const range = rangeOf({ shards, order: 'asc', sliceOf: (all) => all }, { limit });
    let given = 0;
    let read = 0;
    let after: string | null = null;
    for (let page = 0; page < 15; page++) {
      const counted: typeof range.read = async (...args) => {
        const slice = await range.read(...args);
        read += slice.rows.length;
        return slice;
      };
      const { rows, next }: RangePage<Row> = await readShardedRange({
        ...range,
        after,
        read: counted,
      });
      given += rows.length;
      after = next;
    }
    expect(given).toBe(15 * limit);
    expect(read / given).toBeLessThanOrEqual(1.3);
  });
});
