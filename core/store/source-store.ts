/** A secret as a source's item holds it: sealed, with its time of coming and, in a rotation, of going. */
export interface SealedSecret {
  readonly sealed: string;
  /** UTC, ISO 8601. */
  readonly created_at: string;
  /** From then on the secret is no longer accepted: UTC, ISO 8601. */
  readonly retires_at?: string | undefined;
}

/** One configured webhook of a provider. */
export interface Source {
  /** Part of the webhook's URL; unique in the deployment. */
  readonly source_id: string;
  readonly tenant_id: string;
  readonly provider: string;
  /** Newest first; all that have not retired are accepted. */
  readonly secrets: readonly SealedSecret[];
  /** What the vendor repeats when it checks the endpoint, sealed. */
  readonly verify_token?: string | undefined;
  /** Store typing events too; they are many and rarely wanted. */
  readonly store_typing: boolean;
  /** Settings of the provider's adapter; see its README. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly created_at: string;
}

/** Port to the configured sources. Rejects with LogError `store_unavailable`. */
export interface SourceStore {
  /** A source by its id, read consistently; `null` when there is none. */
  source(sourceId: string): Promise<Source | null>;
  /** The sources of a tenant, by id; a source added a moment ago may be missing. */
  sources(tenantId: string): Promise<readonly Source[]>;
  /** Stores a new source; false when the id is taken. */
  addSource(source: Source): Promise<boolean>;
  /** Replaces a stored source. */
  replaceSource(source: Source): Promise<void>;
  removeSource(sourceId: string): Promise<void>;
}
