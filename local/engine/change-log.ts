import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';

/** An item in DynamoDB's own JSON. */
export type Item = Record<string, AttributeValue>;

/** One operation of a LevelDB batch. */
export type Operation =
  | { readonly type: 'put'; readonly key: string; readonly value: unknown }
  | { readonly type: 'del'; readonly key: string };

interface Range {
  readonly gt?: string;
  readonly gte?: string;
  readonly lt?: string;
  readonly lte?: string;
  readonly limit?: number;
  readonly reverse?: boolean;
}

/** The LevelDB under dynalite: one key space, JSON values, atomic batches. */
export interface Level {
  batch(operations: readonly Operation[]): Promise<void>;
  put(key: string, value: unknown): Promise<void>;
  del(key: string): Promise<void>;
  get(key: string): Promise<unknown>;
  iterator(range: Range): AsyncIterable<readonly [string, unknown]>;
  clear(range: Range): Promise<void>;
}

/** What a write did to an item. */
export interface Change {
  readonly keys: Item;
  readonly oldItem: Item | undefined;
  readonly newItem: Item | undefined;
}

const RECORDS = 'change~';
const CHECKPOINTS = 'checkpoint~';
const SEQUENCE_DIGITS = 21;
const BEFORE_ALL = '0'.repeat(SEQUENCE_DIGITS);

/** How many acknowledged records may lie before they are deleted. */
const TRIM_EVERY = 1_000;

/**
 * The changes of a table in the order of their commits, as records of a DynamoDB stream with both
 * images, in the same LevelDB as the items. Sequence numbers sort as texts and never go back, also
 * over restarts: the newest record is never deleted, so the count goes on from it.
 */
export class ChangeLog {
  readonly #db: Level;
  readonly #now: () => number;
  readonly #checkpoints = new Map<string, string>();
  readonly #listeners = new Set<() => void>();
  #next: bigint;
  #committed: string;
  #untrimmed = 0;

  private constructor(db: Level, newest: string, now: () => number) {
    this.#db = db;
    this.#now = now;
    this.#committed = newest;
    this.#next = BigInt(newest) + 1n;
  }

  /** Opens the log and reads where it stands. */
  static async open(db: Level, now: () => number = Date.now): Promise<ChangeLog> {
    let newest = BEFORE_ALL;
    const last = { gt: RECORDS, lt: `${RECORDS}~`, reverse: true, limit: 1 };
    for await (const [key] of db.iterator(last)) newest = key.slice(RECORDS.length);
    return new ChangeLog(db, newest, now);
  }

  /** Sequence number of the newest committed record. */
  get newest(): string {
    return this.#committed;
  }

  /** The operation that writes a change's record; it must be committed in the order of the calls. */
  record(change: Change): Operation {
    const sequence = String(this.#next++).padStart(SEQUENCE_DIGITS, '0');
    return {
      type: 'put',
      key: RECORDS + sequence,
      value: streamRecord(change, sequence, this.#now()),
    };
  }

  /** Tells readers that the batch with this operation, and all before it, are committed. */
  committed(record: Operation): void {
    this.#committed = record.key.slice(RECORDS.length);
    for (const listener of this.#listeners) listener();
  }

  /** A reader with a durable position, by name; a new one starts at the oldest record. */
  async reader(name: string): Promise<ChangeReader> {
    const stored = await this.#db.get(CHECKPOINTS + name);
    this.#checkpoints.set(name, typeof stored === 'string' ? stored : BEFORE_ALL);
    return {
      position: () => this.#checkpoints.get(name) ?? BEFORE_ALL,
      newest: () => this.#committed,
      read: (after, limit) => this.#read(after, limit),
      acknowledge: (sequence) => this.#acknowledge(name, sequence),
      onAppend: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    };
  }

  async #read(after: string, limit: number): Promise<DynamoDBRecord[]> {
    const range = { gt: RECORDS + after, lte: RECORDS + this.#committed, limit };
    const records = await Array.fromAsync(this.#db.iterator(range));
    return records.map(([, record]) => record as DynamoDBRecord);
  }

  async #acknowledge(name: string, sequence: string): Promise<void> {
    this.#checkpoints.set(name, sequence);
    await this.#db.put(CHECKPOINTS + name, sequence);
    this.#untrimmed++;
    if (this.#untrimmed >= TRIM_EVERY) await this.#trim();
  }

  /** Deletes what every reader has passed, except the newest record. */
  async #trim(): Promise<void> {
    this.#untrimmed = 0;
    const passed = [...this.#checkpoints.values()].sort()[0] ?? BEFORE_ALL;
    await this.#db.clear({ gt: RECORDS, lt: RECORDS + passed });
  }
}

/** One reader's view of the log. */
export interface ChangeReader {
  /** Sequence number of the last acknowledged record. */
  position(): string;
  /** Sequence number of the newest committed record. */
  newest(): string;
  /** Records after a sequence number, oldest first. */
  read(after: string, limit: number): Promise<DynamoDBRecord[]>;
  /** Stores that all records up to this one are dealt with. */
  acknowledge(sequence: string): Promise<void>;
  /** Calls back after every commit; returns what ends that. */
  onAppend(listener: () => void): () => void;
}

function streamRecord(
  { keys, oldItem, newItem }: Change,
  sequence: string,
  now: number,
): DynamoDBRecord {
  return {
    eventID: sequence,
    eventName: oldItem ? (newItem ? 'MODIFY' : 'REMOVE') : 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'local',
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(now / 1000),
      Keys: keys,
      ...(newItem && { NewImage: newItem }),
      ...(oldItem && { OldImage: oldItem }),
      SequenceNumber: sequence,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
  };
}
