import { LogError } from '../../core/events/errors.ts';
import type { Credentials } from '../../core/providers/adapter.ts';
import type { SecretBox } from '../../core/runtime/secret-box.ts';
import type { SealedSecret, Source, SourceStore } from '../../core/store/source-store.ts';

/** How long a source is used without a look at its item, in milliseconds. */
const LIFE = 60_000;

/** How often a source is read afresh because a signature did not fit, in milliseconds. */
const REFRESH_INTERVAL = 5_000;

/** A source with its secrets opened. */
export interface OpenSource {
  readonly source: Source;
  readonly credentials: Credentials;
}

interface Entry extends OpenSource {
  readonly readAt: number;
}

interface Dependencies {
  readonly sources: Pick<SourceStore, 'source'>;
  readonly secrets: SecretBox;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The sources that this sandbox has met, with their opened secrets, read again now and then. */
export class SourceDirectory {
  readonly #dependencies: Dependencies;
  readonly #entries = new Map<string, Entry>();

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * A source by its id; `null` when there is none.
   * @throws LogError `store_unavailable`, `secrets_unavailable`
   */
  async find(sourceId: string): Promise<OpenSource | null> {
    const entry = this.#entries.get(sourceId);
    if (entry && this.#dependencies.now() - entry.readAt < LIFE) return entry;
    return this.#read(sourceId);
  }

  /**
   * The source read afresh, for a signature that fits no known secret: it may be a rotated one.
   * `null` when it was read less than 5 seconds ago, so that wrong signatures cost no reads.
   */
  async refresh(sourceId: string): Promise<OpenSource | null> {
    const entry = this.#entries.get(sourceId);
    const recent = entry && this.#dependencies.now() - entry.readAt < REFRESH_INTERVAL;
    return recent ? null : this.#read(sourceId);
  }

  async #read(sourceId: string): Promise<OpenSource | null> {
    const { sources, now } = this.#dependencies;
    const readAt = now();
    const source = await sources.source(sourceId);
    if (!source) {
      this.#entries.delete(sourceId);
      return null;
    }
    const entry = { source, credentials: await this.#open(source, readAt), readAt };
    this.#entries.set(sourceId, entry);
    return entry;
  }

  async #open(source: Source, at: number): Promise<Credentials> {
    const { secrets } = this.#dependencies;
    const open = (sealed: string) => secrets.open(sealed, source.source_id);
    try {
      return {
        secrets: await Promise.all(liveSecrets(source, at).map(({ sealed }) => open(sealed))),
        verifyToken: source.verify_token && (await open(source.verify_token)),
        options: source.options,
      };
    } catch (cause) {
      throw new LogError('secrets_unavailable', undefined, { cause });
    }
  }
}

function liveSecrets(source: Source, at: number): readonly SealedSecret[] {
  return source.secrets.filter(({ retires_at }) => !retires_at || Date.parse(retires_at) > at);
}
