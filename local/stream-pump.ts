import { join } from 'node:path';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { errorName, type Log } from '../core/runtime/log.ts';
import type { ChangeReader } from './engine/change-log.ts';
import { writeWhole } from './write-whole.ts';

/** What a pump needs; the numbers are those of an event source mapping. */
export interface StreamPumpOptions {
  readonly reader: ChangeReader;
  readonly handler: (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse | undefined>;
  /** Records that the handler wants to see; others count as handled. */
  readonly filter: (record: DynamoDBRecord) => boolean;
  /** The most records of a call. Default 100. */
  readonly batchSize?: number;
  /** How often a record is tried again before it becomes a dead letter. Default 10. */
  readonly maxRetries?: number;
  /** Takes a record whose retries are spent; tried until it succeeds, so nothing is lost. */
  readonly deadLetter: (record: DynamoDBRecord) => Promise<void>;
  /** Waits between tries; resolves early when the signal aborts. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly log: Log;
}

/** A running pump. */
export interface StreamPump {
  /** Resolves when all records committed before the call are handled or dead letters. */
  drained(): Promise<void>;
  /** Stops after the call under way; what it did not finish is read again at the next start. */
  stop(): Promise<void>;
}

const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 10_000;

/**
 * Hands the records of a change log to a stream function as Lambda's event source mapping does: in
 * order, in batches; after a partial failure on from the first failed record; a batch that throws is
 * split in two; each record is tried a bounded number of times and then becomes a dead letter. The
 * position is stored after every success, so a killed process delivers again, never too little.
 */
export function startStreamPump(options: StreamPumpOptions): StreamPump {
  const pump = new Pump(options);
  const running = pump.run();
  return {
    drained: () => pump.drained(),
    stop: async () => {
      pump.stopping.abort();
      await running;
    },
  };
}

/** Keeps dead letters as files: `<folder>/<sequence number>.json`. */
export function deadLetterFolder(folder: string): StreamPumpOptions['deadLetter'] {
  return (record) => {
    const path = join(folder, `${record.dynamodb?.SequenceNumber}.json`);
    return writeWhole(path, `${JSON.stringify(record, null, 2)}\n`);
  };
}

class Pump {
  readonly stopping = new AbortController();
  readonly #options: StreamPumpOptions;
  readonly #waiting = new Set<() => void>();
  readonly #unsubscribe: () => void;
  #wake = Promise.withResolvers<void>();

  constructor(options: StreamPumpOptions) {
    this.#options = options;
    this.#unsubscribe = options.reader.onAppend(() => this.#wake.resolve());
    this.stopping.signal.addEventListener('abort', () => this.#wake.resolve());
  }

  async run(): Promise<void> {
    const { reader, batchSize = 100 } = this.#options;
    while (!this.#stopped) {
      this.#wake = Promise.withResolvers();
      const records = await reader.read(reader.position(), batchSize);
      const last = records.at(-1);
      if (last) {
        await this.#deliver(records.filter(this.#options.filter), 0);
        if (!this.#stopped) await reader.acknowledge(sequenceOf(last));
      }
      this.#tellDrained();
      if (!last) await this.#wake.promise;
    }
    this.#unsubscribe();
    for (const done of this.#waiting) done();
  }

  drained(): Promise<void> {
    const { reader } = this.#options;
    const upTo = reader.newest();
    const { promise, resolve } = Promise.withResolvers<void>();
    const check = () => {
      if (reader.position() < upTo && !this.#stopped) return;
      this.#waiting.delete(check);
      resolve();
    };
    this.#waiting.add(check);
    check();
    return promise;
  }

  get #stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  #tellDrained(): void {
    for (const check of this.#waiting) check();
  }

  /** Delivers records in order until all are handled, dead letters, or the pump stops. */
  async #deliver(records: readonly DynamoDBRecord[], failures: number): Promise<void> {
    if (records.length === 0 || this.#stopped) return;
    const outcome = await this.#call(records);
    if (outcome === 'thrown' && records.length > 1) {
      const half = Math.ceil(records.length / 2);
      await this.#deliver(records.slice(0, half), failures);
      return this.#deliver(records.slice(half), failures);
    }
    const handled = outcome === 'thrown' ? 0 : outcome;
    if (handled > 0) await this.#acknowledge(records[handled - 1]);
    const left = records.slice(handled);
    if (left.length === 0) return;
    const tries = handled > 0 ? 1 : failures + 1;
    if (tries <= (this.#options.maxRetries ?? 10)) {
      await this.#options.pause(pauseAfter(tries), this.stopping.signal);
      return this.#deliver(left, tries);
    }
    await this.#bury(left[0]);
    return this.#deliver(left.slice(1), 0);
  }

  /** How many records from the front were handled, or that the function threw. */
  async #call(records: readonly DynamoDBRecord[]): Promise<number | 'thrown'> {
    try {
      const response = await this.#options.handler({ Records: [...records] });
      const failed = new Set(
        response?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier),
      );
      const first = records.findIndex((record) => failed.has(sequenceOf(record)));
      return first < 0 ? records.length : first;
    } catch (error) {
      this.#options.log.error('stream_function_failed', { error: errorName(error) });
      return 'thrown';
    }
  }

  async #acknowledge(record: DynamoDBRecord | undefined): Promise<void> {
    if (record && !this.#stopped) await this.#options.reader.acknowledge(sequenceOf(record));
  }

  async #bury(record: DynamoDBRecord | undefined): Promise<void> {
    for (let tries = 1; record && !this.#stopped; tries++) {
      try {
        await this.#options.deadLetter(record);
        this.#options.log.error('dead_letter', { sequence: sequenceOf(record) });
        return await this.#acknowledge(record);
      } catch (error) {
        this.#options.log.error('dead_letter_failed', { error: errorName(error) });
        await this.#options.pause(pauseAfter(tries), this.stopping.signal);
      }
    }
  }
}

function pauseAfter(tries: number): number {
  return Math.min(FIRST_PAUSE * 2 ** (tries - 1), LONGEST_PAUSE);
}

function sequenceOf(record: DynamoDBRecord): string {
  return record.dynamodb?.SequenceNumber ?? '';
}
