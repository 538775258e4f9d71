import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errorName, type Log } from '../core/runtime/log.ts';
import type { RetryQueue } from '../core/store/retry-queue.ts';
import type { createRedrive } from '../lambdas/redrive/redrive.ts';
import { writeWhole } from './write-whole.ts';

/** Messages of one call, as SQS hands them to a function. */
const BATCH = 10;

/** Pauses after a failure: doubling from the first to the longest, in milliseconds. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

const SINKS = ['table', 'bus', 'lake'] as const;

interface Options {
  /** Holds a folder for each sink. */
  readonly folder: string;
  readonly redrive: ReturnType<typeof createRedrive>;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The retry queues of one machine: a file for each event that a sink refused. */
export function retryFolder(folder: string, now: () => number): RetryQueue {
  let count = 0;
  return {
    add: async (entry) => {
      const number = String(count++).padStart(9, '0');
      const name = `${now()}-${process.pid}-${number}.json`;
      await writeWhole(join(folder, entry.sink, name), JSON.stringify(entry));
    },
  };
}

/** Hands waiting events to the redrive function, sink by sink, until each has taken its own. */
export class FolderRedrive {
  readonly #options: Options;
  readonly #pauses = new Map<string, { readonly until: number; readonly length: number }>();
  #running: Promise<void> = Promise.resolve();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Offers what waits to the sinks whose pause is over; called on a timer. */
  run(): Promise<void> {
    this.#running = this.#running.then(async () => {
      await Promise.all(SINKS.map((sink) => this.#drain(sink)));
    });
    return this.#running;
  }

  async #drain(sink: string): Promise<void> {
    const { folder, log, now } = this.#options;
    const pause = this.#pauses.get(sink);
    if (pause && now() < pause.until) return;
    this.#pauses.delete(sink);
    try {
      await mkdir(join(folder, sink), { recursive: true });
      const names = (await readdir(join(folder, sink))).filter((name) => name.endsWith('.json'));
      names.sort();
      for (let at = 0; at < names.length; at += BATCH) {
        const refused = await this.#offer(sink, names.slice(at, at + BATCH));
        if (refused) return this.#wait(sink, pause?.length);
      }
    } catch (error) {
      log.error('redrive_failed', { sink, error: errorName(error) });
      this.#wait(sink, pause?.length);
    }
  }

  /** Whether the sink refused some of the files once more. */
  async #offer(sink: string, names: readonly string[]): Promise<boolean> {
    const { folder, redrive } = this.#options;
    const Records = await Promise.all(
      names.map(async (messageId) => {
        return { messageId, body: await readFile(join(folder, sink, messageId), 'utf8') };
      }),
    );
    const { batchItemFailures } = await redrive({ Records });
    const refused = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    const taken = names.filter((name) => !refused.has(name));
    await Promise.all(taken.map((name) => rm(join(folder, sink, name))));
    return refused.size > 0;
  }

  #wait(sink: string, last = FIRST_PAUSE / 2): void {
    const length = Math.min(last * 2, LONGEST_PAUSE);
    this.#pauses.set(sink, { until: this.#options.now() + length, length });
  }
}
