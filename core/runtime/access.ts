/** What an API key may do. `admin` includes the others. */
export const SCOPES = ['events:read', 'events:write', 'admin'] as const;

export type Scope = (typeof SCOPES)[number];

/** An API key as it is stored: never the key itself. */
export interface ApiKey {
  readonly key_id: string;
  readonly tenant_id: string;
  /** HMAC-SHA-256 of the whole key under the deployment's pepper, in hex. */
  readonly digest: string;
  readonly scopes: readonly Scope[];
  /** What the key is for, in the operator's words. */
  readonly label: string;
  readonly created_at: string;
  readonly expires_at?: string | undefined;
}
