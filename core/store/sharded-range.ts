/** What one read of a shard gives. */
export interface ShardSlice<Row> {
  /** Rows in the order of the range, after the position asked for. */
  readonly rows: readonly Row[];
  /** The key up to which the shard has been read; `null` when it is read to the range's end. */
  readonly readTo: string | null;
}

/** A range that is spread over shards, each ordered by the same key. */
export interface ShardedRange<Row> {
  readonly shards: number;
  readonly order: 'asc' | 'desc';
  /** The most rows of a page. */
  readonly limit: number;
  /** A page ends before it would pass this many bytes, but never empty for that reason. */
  readonly maxBytes: number;
  /** The most rounds of reads for a page; with filters a page may end on it with few rows or none. */
  readonly maxRounds: number;
  /** Whether a read may leave out rows that it looked at: each round then looks at twice as many. */
  readonly filtered: boolean;
  /** Position to go on after, exclusive; `null` for the start of the range. */
  readonly after: string | null;
  readonly keyOf: (row: Row) => string;
  readonly bytesOf: (row: Row) => number;
  /** Reads the rows of a shard after a position, looking at no more than `limit`. */
  readonly read: (shard: number, after: string | null, limit: number) => Promise<ShardSlice<Row>>;
}

/** Rows in order, and the position to go on after: `null` when the range is read to its end. */
export interface RangePage<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

/**
 * Reads one page of a range: asks all shards at once for their share and a little more, merges,
 * and asks again only those that run dry. A row is given out only when no shard can still hold a
 * smaller one, so `next` is a position that skips nothing: the last row's key, or, when the rounds
 * are spent, the low-water mark up to which every shard has been read.
 */
export async function readShardedRange<Row>(range: ShardedRange<Row>): Promise<RangePage<Row>> {
  const merge = new Merge(range);
  const rows: Row[] = [];
  let bytes = 0;
  for (let round = 1; ; round++) {
    for (let row = merge.peek(); row !== undefined; row = merge.peek()) {
      const full = rows.length === range.limit;
      const size = range.bytesOf(row);
      if (full || (rows.length > 0 && bytes + size > range.maxBytes)) {
        return { rows, next: merge.position };
      }
      bytes += size;
      rows.push(merge.take(row));
    }
    if (merge.finished) return { rows, next: null };
    const missing = range.limit - rows.length;
    // Whether a filter lets one more pass is not worth another search.
    if (range.filtered && missing === 0) return { rows, next: merge.position };
    if (round > range.maxRounds) return { rows, next: merge.lowWaterMark };
    await merge.refill(lookFor(range, missing, round));
  }
}

/** How many rows of each shard a round looks at. */
function lookFor(
  { shards, limit, filtered }: Pick<ShardedRange<unknown>, 'shards' | 'limit' | 'filtered'>,
  missing: number,
  round: number,
): number {
  return filtered ? search(shards, limit, round) : share(shards, missing, round);
}

/** First a fifth more than the even share, later the even share of what is missing and one more. */
function share(shards: number, missing: number, round: number): number {
  const even = missing / shards;
  if (shards === 1 || round > 1) return Math.ceil(even) + 1;
  return Math.max(Math.ceil(even), Math.floor(even * 1.2));
}

/** Rows that the first round of a filtered page looks at, over all shards, and the most of a shard. */
const FIRST_SEARCH = 400;
const LARGEST_SEARCH = 1_000;

/** What a filter lets pass is not known: twice as many rows in each round find both much and little. */
function search(shards: number, limit: number, round: number): number {
  const first = Math.ceil(Math.max(FIRST_SEARCH, limit) / shards);
  return Math.min(first * 2 ** (round - 1), LARGEST_SEARCH);
}

interface ShardState<Row> {
  readonly shard: number;
  rows: readonly Row[];
  at: number;
  readTo: string | null;
  done: boolean;
}

class Merge<Row> {
  readonly #range: ShardedRange<Row>;
  readonly #states: ShardState<Row>[];
  #position: string | null;

  constructor(range: ShardedRange<Row>) {
    this.#range = range;
    this.#position = range.after;
    this.#states = Array.from({ length: range.shards }, (_, shard) => {
      return { shard, rows: [], at: 0, readTo: range.after, done: false };
    });
  }

  /** The key of the last row given out, or where the range began. */
  get position(): string | null {
    return this.#position;
  }

  get finished(): boolean {
    return this.#states.every((state) => state.done && state.at === state.rows.length);
  }

  /** The position up to which every shard has been read. */
  get lowWaterMark(): string | null {
    const open = this.#states.filter((state) => !state.done);
    return open.reduce<string | null>((mark, state, i) => {
      return i === 0 || this.#precedes(state.readTo, mark) ? state.readTo : mark;
    }, null);
  }

  /** The next row in order, if no shard can still hold one before it. */
  peek(): Row | undefined {
    const head = this.#head();
    if (head === undefined) return undefined;
    return this.#blocking(this.#range.keyOf(head)).length === 0 ? head : undefined;
  }

  /** Gives out the row that {@link peek} showed. */
  take(row: Row): Row {
    const state = this.#states.find((candidate) => candidate.rows[candidate.at] === row);
    if (state) state.at++;
    this.#position = this.#range.keyOf(row);
    return row;
  }

  /** Reads on in every shard that keeps the next row from being given out. */
  async refill(limit: number): Promise<void> {
    const head = this.#head();
    const dry = this.#blocking(head === undefined ? null : this.#range.keyOf(head));
    await Promise.all(
      dry.map(async (state) => {
        const slice = await this.#range.read(state.shard, state.readTo, limit);
        state.rows = slice.rows;
        state.at = 0;
        state.done = slice.readTo === null;
        state.readTo = slice.readTo ?? state.readTo;
      }),
    );
  }

  #head(): Row | undefined {
    let head: Row | undefined;
    for (const state of this.#states) {
      const row = state.rows[state.at];
      if (row === undefined) continue;
      if (head === undefined || this.#before(this.#range.keyOf(row), this.#range.keyOf(head))) {
        head = row;
      }
    }
    return head;
  }

  /** Shards that are read out, not finished, and could hold a row before `key` (`null`: any row). */
  #blocking(key: string | null): ShardState<Row>[] {
    return this.#states.filter((state) => {
      const dry = !state.done && state.at === state.rows.length;
      return dry && (key === null || this.#precedes(state.readTo, key));
    });
  }

  #precedes(mark: string | null, key: string | null): boolean {
    return mark === null || (key !== null && this.#before(mark, key));
  }

  #before(a: string, b: string): boolean {
    return this.#range.order === 'asc' ? a < b : a > b;
  }
}
