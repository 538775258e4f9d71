import type { Level, Operation } from './change-log.ts';

interface Waiting {
  readonly operations: readonly Operation[];
  readonly done: (error?: Error) => void;
}

/**
 * Commits groups of operations in the order of the calls, each whole or not at all. Groups that
 * come while a batch is being written go into the next one together.
 */
export class GroupCommit {
  readonly #db: Level;
  #waiting: Waiting[] = [];
  #writing = false;

  constructor(db: Level) {
    this.#db = db;
  }

  /** @param done called when the operations are in the database, or with why they are not */
  commit(operations: readonly Operation[], done: (error?: Error) => void): void {
    this.#waiting.push({ operations, done });
    if (!this.#writing) void this.#write();
  }

  async #write(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      let failure: Error | undefined;
      try {
        await this.#db.batch(group.flatMap(({ operations }) => operations));
      } catch (error) {
        failure = error instanceof Error ? error : new Error(String(error));
      }
      for (const { done } of group) done(failure);
    }
    this.#writing = false;
  }
}
