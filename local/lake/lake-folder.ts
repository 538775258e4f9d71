import { appendFile, copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PARTITION } from '../../core/lake/columns.ts';
import type { LakeWriter, RefusedLine } from '../../core/lake/lake-writer.ts';
import { errorName, type Log } from '../../core/runtime/log.ts';

/** A buffer becomes a Parquet file at this size, in bytes. */
const BUFFER_BYTES = 8 * 1024 * 1024;

interface Options {
  /** Holds `buffer/`, `events/dt=<day>/` and `errors/`. */
  readonly folder: string;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

interface Buffered {
  /** `<day>_<time>-<process>`: the Parquet file is named the same, so that a repeat replaces it. */
  readonly name: string;
  bytes: number;
}

/**
 * The lake of one machine: lines are buffered in a file, which survives a kill, and become a Parquet
 * file below `events/dt=<day of arrival>/` at 8 MiB or when `flush` is called. A value that its column
 * cannot take is left out, and the buffer is kept whole below `errors/`.
 */
export class LakeFolder implements LakeWriter {
  readonly #options: Options;
  #buffer: Buffered | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #count = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Converts what an earlier process left in its buffers. */
  async recover(): Promise<void> {
    await mkdir(this.#path('buffer'), { recursive: true });
    for (const file of (await readdir(this.#path('buffer'))).sort()) {
      await this.#inTurn(() => this.#convert(file.replace(/\.ndjson$/, '')));
    }
  }

  async write(lines: readonly string[]): Promise<readonly RefusedLine[]> {
    try {
      await this.#inTurn(() => this.#append(lines));
      return [];
    } catch (error) {
      return lines.map((_, index) => ({ index, code: errorName(error) }));
    }
  }

  /** Makes a Parquet file of what is buffered; called on a timer. */
  flush(): Promise<void> {
    return this.#inTurn(() => this.#close());
  }

  async #append(lines: readonly string[]): Promise<void> {
    const day = new Date(this.#options.now()).toISOString().slice(0, 10);
    if (this.#buffer && !this.#buffer.name.startsWith(day)) await this.#close();
    this.#buffer ??= { name: this.#newName(day), bytes: 0 };
    const text = `${lines.join('\n')}\n`;
    await mkdir(this.#path('buffer'), { recursive: true });
    await appendFile(this.#path('buffer', `${this.#buffer.name}.ndjson`), text, { mode: 0o600 });
    this.#buffer.bytes += Buffer.byteLength(text);
    if (this.#buffer.bytes >= BUFFER_BYTES) await this.#close();
  }

  async #close(): Promise<void> {
    const buffer = this.#buffer;
    this.#buffer = null;
    if (buffer) await this.#convert(buffer.name);
  }

  async #convert(name: string): Promise<void> {
    const buffer = this.#path('buffer', `${name}.ndjson`);
    const [day = ''] = name.split('_');
    try {
      const { convertToParquet } = await import('./parquet.ts');
      const to = this.#path('events', `${PARTITION}=${day}`, `${name}.parquet`);
      if ((await convertToParquet(buffer, to)) === 'values_left_out') {
        await mkdir(this.#path('errors'), { recursive: true });
        await copyFile(buffer, this.#path('errors', `${name}.ndjson`));
        this.#options.log.error('lake_values_left_out', { file: name });
      }
      await rm(buffer);
    } catch (error) {
      // The buffer stays, is read by SQL as it is, and is converted at the next start.
      this.#options.log.error('lake_conversion_failed', { file: name, error: errorName(error) });
    }
  }

  #newName(day: string): string {
    return `${day}_${this.#options.now()}-${process.pid}-${this.#count++}`;
  }

  #path(...names: readonly string[]): string {
    return join(this.#options.folder, ...names);
  }

  #inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
    const turn = this.#queue.then(run);
    this.#queue = turn.catch(() => {});
    return turn;
  }
}
