import * as z from 'zod';
import type { DynamoRecords } from './dynamo-records.ts';
import { sourcePartition, sourceShard } from './keys.ts';
import type { Source, SourceStore } from './source-store.ts';

const sourceItem = z.object({
  source_id: z.string(),
  tenant_id: z.string(),
  provider: z.string(),
  secrets: z.array(
    z.object({ sealed: z.string(), created_at: z.string(), retires_at: z.string().optional() }),
  ),
  verify_token: z.string().optional(),
  store_typing: z.boolean(),
  options: z.record(z.string(), z.unknown()),
  created_at: z.string(),
});

/** Sources as items of the table. */
export class DynamoSourceStore implements SourceStore {
  readonly #records: DynamoRecords;

  constructor(records: DynamoRecords) {
    this.#records = records;
  }

  async source(sourceId: string): Promise<Source | null> {
    const item = await this.#records.get(sourcePartition(sourceId), sourceId);
    return item ? sourceItem.parse(item) : null;
  }

  async sources(tenantId: string): Promise<readonly Source[]> {
    const items = await this.#records.list(sourceShard(tenantId));
    return items.map((item) => sourceItem.parse(item));
  }

  addSource(source: Source): Promise<boolean> {
    return this.#records.add(itemOf(source));
  }

  replaceSource(source: Source): Promise<void> {
    return this.#records.replace(itemOf(source));
  }

  async removeSource(sourceId: string): Promise<void> {
    await this.#records.remove(sourcePartition(sourceId), sourceId);
  }
}

function itemOf(source: Source): Record<string, unknown> {
  const pk = sourcePartition(source.source_id);
  return { pk, sk: source.source_id, shard: sourceShard(source.tenant_id), ...source };
}
