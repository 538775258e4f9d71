import { LogError } from '../../core/events/errors.ts';
import { errorName, type Log } from '../../core/runtime/log.ts';

/** Fetches a text; rejects when the answer is not a whole one of status 200. */
export type FetchText = (url: string) => Promise<string>;

/** How long a document is used without fetching it again, in milliseconds. */
const LIFE = 3_600_000;

/** A vendor has few documents; more than this means that somebody makes up addresses. */
const MOST_DOCUMENTS = 50;

interface Kept {
  readonly text: Promise<string>;
  readonly until: number;
}

interface Dependencies {
  readonly fetchText: FetchText;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * The pages of vendors that webhooks need: documents to verify them by, kept for an hour in this
 * sandbox, and addresses that confirm a subscription. Adapters say which; see `documentUrl` and
 * `confirmationUrl` of the port.
 */
export class VendorPages {
  readonly #dependencies: Dependencies;
  readonly #documents = new Map<string, Kept>();

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * A public document; calls for the same one share a fetch, and a failure is not kept.
   * @throws LogError `provider_unavailable`
   */
  document(url: string): Promise<string> {
    const { now } = this.#dependencies;
    const kept = this.#documents.get(url);
    if (kept && now() < kept.until) return kept.text;
    if (this.#documents.size >= MOST_DOCUMENTS) this.#documents.clear();
    const text = this.#fetch(url).catch((error) => {
      this.#documents.delete(url);
      throw error;
    });
    this.#documents.set(url, { text, until: now() + LIFE });
    return text;
  }

  /**
   * Calls an address, for the effect that it has at the vendor.
   * @throws LogError `provider_unavailable`
   */
  async visit(url: string): Promise<void> {
    await this.#fetch(url);
  }

  /** The address stays out of the log: a confirmation's holds a token. */
  async #fetch(url: string): Promise<string> {
    const { fetchText, log } = this.#dependencies;
    try {
      return await fetchText(url);
    } catch (cause) {
      log.error('fetch_failed', { host: new URL(url).host, error: errorName(cause) });
      throw new LogError('provider_unavailable', undefined, { cause });
    }
  }
}
