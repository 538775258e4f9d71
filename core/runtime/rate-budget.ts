import { errorName, type Log } from './log.ts';

/** Seconds of a window: budgets are per minute, and minutes begin when the clock's do. */
export const WINDOW_SECONDS = 60;

/** A batch is a twentieth of the budget: what one write to the shared counter stands for. */
const BATCHES_PER_BUDGET = 20;

/** Port to the counters that all sandboxes share. Rejects with LogError `store_unavailable`. */
export interface RequestCounter {
  /**
   * Adds requests of a key to its count of a window.
   * @param window seconds since 1970 at which the window begins
   * @returns the count of all sandboxes, these included
   */
  add(tenantId: string, keyId: string, window: number, requests: number): Promise<number>;
}

/** Who spends a budget. */
export interface Spender {
  readonly tenantId: string;
  readonly keyId: string;
}

/** What is left to an API key after a request. */
export interface BudgetState {
  readonly allowed: boolean;
  /** Requests per window. */
  readonly limit: number;
  readonly remaining: number;
  /** Whole seconds until the next window, 1 to 60. */
  readonly resetsIn: number;
}

interface Count {
  /** The count of all sandboxes when it was last asked for, and what this one could not report. */
  total: number;
  /** Requests of this sandbox that the total does not hold yet. */
  pending: number;
  asked: boolean;
  /** The report under way; others wait for it, so that no more than a batch is ever unreported. */
  report: Promise<void> | null;
}

interface Settings {
  readonly counter: RequestCounter;
  /** Requests per minute and key. */
  readonly limit: number;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * The request budget of every API key. A sandbox counts by itself and reports in batches: with a
 * key's first request in a minute, then once for every twentieth of the budget, so that counting
 * costs one write for many requests. A key always has its whole budget, and at most a batch less one
 * request more for each sandbox that serves it. While the shared counter is down each sandbox goes by
 * its own count alone.
 */
export class RateBudget {
  readonly #settings: Settings;
  readonly #batch: number;
  #counts = new Map<string, Count>();
  #window = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#batch = Math.max(1, Math.floor(settings.limit / BATCHES_PER_BUDGET));
  }

  /** Takes one request off a key's budget. Rejects never. */
  async take(spender: Spender): Promise<BudgetState> {
    const { limit, now } = this.#settings;
    const seconds = Math.floor(now() / 1000);
    const window = seconds - (seconds % WINDOW_SECONDS);
    const count = this.#countOf(spender, window);
    while (count.report) await count.report;
    // A key that has spent its budget costs nothing more.
    const spent = count.total >= limit;
    if (!spent) {
      count.pending++;
      if (!count.asked || count.pending >= this.#batch) await this.#report(count, spender, window);
    }
    const used = count.total + count.pending;
    return {
      allowed: !spent && used <= limit,
      limit,
      remaining: Math.max(0, limit - used),
      resetsIn: window + WINDOW_SECONDS - seconds,
    };
  }

  #countOf({ tenantId, keyId }: Spender, window: number): Count {
    if (window !== this.#window) {
      this.#window = window;
      this.#counts = new Map();
    }
    const name = JSON.stringify([tenantId, keyId]);
    const count = this.#counts.get(name) ?? { total: 0, pending: 0, asked: false, report: null };
    this.#counts.set(name, count);
    return count;
  }

  #report(count: Count, spender: Spender, window: number): Promise<void> {
    const requests = count.pending;
    count.pending = 0;
    count.asked = true;
    count.report = this.#shared(spender, window, requests)
      .then((total) => {
        count.total = total ?? count.total + requests;
      })
      .finally(() => {
        count.report = null;
      });
    return count.report;
  }

  async #shared(spender: Spender, window: number, requests: number): Promise<number | null> {
    const { counter, log } = this.#settings;
    try {
      return await counter.add(spender.tenantId, spender.keyId, window, requests);
    } catch (error) {
      log.error('rate_budget_unavailable', { error: errorName(error) });
      return null;
    }
  }
}
