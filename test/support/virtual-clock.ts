/**
 * A clock that stands still until it is told to go on. What is due by then has been done when it shows
 * the new time, so a test with it does not depend on how fast the machine is.
 */
export class VirtualClock {
  readonly #due = new Map<number, Set<() => Promise<void> | void>>();
  #now: number;
  /** The time whose acts are under way, or done. */
  #coming: number;
  #last: Promise<void> = Promise.resolve();

  constructor(start = Date.UTC(2026, 10, 20)) {
    this.#now = start;
    this.#coming = start;
  }

  /** Milliseconds since 1970. */
  readonly now = (): number => this.#now;

  /** Calls back when the time has come; gives what takes that back. */
  readonly after = (ms: number, act: () => Promise<void> | void): (() => void) => {
    const at = this.#coming + Math.max(1, Math.ceil(ms));
    const due = this.#due.get(at) ?? new Set();
    this.#due.set(at, due.add(act));
    return () => due.delete(act);
  };

  readonly pause = (ms: number): Promise<void> => {
    return new Promise((resolve) => void this.after(ms, resolve));
  };

  /** Goes on by some milliseconds; calls at the same time go one after the other. */
  readonly advance = (ms: number): Promise<void> => {
    this.#last = this.#last.then(() => this.#advance(ms));
    return this.#last;
  };

  async #advance(ms: number): Promise<void> {
    for (const end = this.#now + ms; this.#now < end; ) {
      const next = this.#now + 1;
      this.#coming = next;
      const due = [...(this.#due.get(next) ?? [])];
      this.#due.delete(next);
      await Promise.all(due.map((act) => act()));
      this.#now = next;
    }
  }
}
