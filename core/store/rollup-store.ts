import type { Rollup } from './rollup.ts';

/** A bucket that must be counted, or counted again. */
export interface DueRollup {
  readonly tenantId: string;
  /** Start of the bucket, in milliseconds since 1970. */
  readonly bucket: number;
  /** How often it was marked so far: tells whether it was marked again meanwhile. */
  readonly marks: number;
  /** When it was marked last, in milliseconds since 1970. */
  readonly markedAt: number;
}

/** A counted bucket. */
export interface StoredRollup {
  readonly bucket: number;
  readonly rollup: Rollup;
  /** Whether it is to be counted again. */
  readonly due: boolean;
}

/**
 * Port to the counts of events by quarter hours. A bucket is marked when an event of it was appended,
 * and counted from the events themselves, so that retries, repeats and late events cannot count
 * twice. Rejects with LogError `store_unavailable`.
 */
export interface RollupStore {
  /** Has a bucket counted. */
  mark(tenantId: string, bucket: number, now: number): Promise<void>;
  /** All buckets that are to be counted, the oldest first; eventually consistent. */
  due(): Promise<readonly DueRollup[]>;
  /**
   * Stores the counts of a bucket. It stays due when it is not final, or was marked again since it
   * was read.
   */
  put(counted: DueRollup, rollup: Rollup, final: boolean): Promise<void>;
  /** The counted buckets of a stretch of time, `from` inclusive and `to` exclusive, in order. */
  rollups(tenantId: string, from: number, to: number): Promise<readonly StoredRollup[]>;
}
