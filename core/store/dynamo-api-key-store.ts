import * as z from 'zod';
import { type ApiKey, SCOPES } from '../runtime/access.ts';
import type { ApiKeyStore } from './api-key-store.ts';
import type { DynamoRecords } from './dynamo-records.ts';
import { apiKeyPartition, apiKeyShard } from './keys.ts';

const apiKeyItem = z.object({
  key_id: z.string(),
  tenant_id: z.string(),
  digest: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  label: z.string(),
  created_at: z.string(),
  expires_at: z.string().optional(),
});

/** API keys as items of the table. */
export class DynamoApiKeyStore implements ApiKeyStore {
  readonly #records: DynamoRecords;

  constructor(records: DynamoRecords) {
    this.#records = records;
  }

  async apiKey(keyId: string): Promise<ApiKey | null> {
    const item = await this.#records.get(apiKeyPartition(keyId), keyId);
    return item ? apiKeyItem.parse(renamed(item)) : null;
  }

  async apiKeys(tenantId: string): Promise<readonly ApiKey[]> {
    const items = await this.#records.list(apiKeyShard(tenantId));
    return items.map((item) => apiKeyItem.parse(renamed(item)));
  }

  async addApiKey(key: ApiKey): Promise<void> {
    const { expires_at: valid_until, ...rest } = key;
    const pk = apiKeyPartition(key.key_id);
    const shard = apiKeyShard(key.tenant_id);
    await this.#records.replace({ pk, sk: key.key_id, shard, ...rest, valid_until });
  }

  revokeApiKey(keyId: string): Promise<boolean> {
    return this.#records.remove(apiKeyPartition(keyId), keyId);
  }
}

/** `expires_at` is the table's time-to-live attribute, in seconds; an expired key is kept for the list. */
function renamed({ valid_until, ...item }: Record<string, unknown>): Record<string, unknown> {
  return { ...item, expires_at: valid_until };
}
