import type { ApiKey } from '../runtime/access.ts';

/** Port to the stored API keys. Rejects with LogError `store_unavailable`. */
export interface ApiKeyStore {
  apiKey(keyId: string): Promise<ApiKey | null>;
  /** The keys of a tenant; one made a moment ago may be missing. */
  apiKeys(tenantId: string): Promise<readonly ApiKey[]>;
  addApiKey(key: ApiKey): Promise<void>;
  /** Deletes a key; false when there was none. */
  revokeApiKey(keyId: string): Promise<boolean>;
}
