import { createHash } from 'node:crypto';
import { LogError } from '../events/errors.ts';
import { hashOfId } from '../events/event-id.ts';

/** Partition of a conversation: its summary and its events. */
export function conversationPartition(tenantId: string, conversationId: string): string {
  return `${tenantId}#${conversationId}`;
}

/** The tenant and conversation of an event's partition key. */
export function partsOfPartition(partition: string): readonly [string, string] {
  const at = partition.indexOf('#');
  return [partition.slice(0, at), partition.slice(at + 1)];
}

/** Index partition of a tenant's events in shard `n`. */
export function shardKey(tenantId: string, n: number): string {
  return `${tenantId}#${n}`;
}

/** Sort key of a conversation's summary: before every event id. */
export const SUMMARY_KEY = '!';

/** Sort key of the item that says when a conversation may be closed as idle. */
export const IDLE_WATCH_KEY = '!idle';

/** Index partition of a tenant's conversations of a status in shard `n`, by their last activity. */
export function statusShard(tenantId: string, status: string, n: number): string {
  return `${tenantId}#${status}#${n}`;
}

/** Index partition of the conversations of all tenants that may become idle; no tenant starts with `#`. */
export function idleShard(n: number): string {
  return `#idle#${n}`;
}

/** Partition that lists a customer's conversations, a sort key each. */
export function customerPartition(tenantId: string, customerId: string): string {
  return `${tenantId}#${customerId}`;
}

/** Partition that lists the conversations of a provider's ticket, a sort key each. */
export function ticketPartition(tenantId: string, ticketId: string): string {
  return `alias#${tenantId}#ticket#${ticketId}`;
}

/** The marker that remembers when a fact without a time of its own first arrived. */
export function markerPartition(tenantId: string, provider: string, factKey: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([provider, factKey]))
    .digest('base64url');
  return `marker#${tenantId}#${digest}`;
}

export function sourcePartition(sourceId: string): string {
  return `source#${sourceId}`;
}

/** Index partition that lists a tenant's sources. */
export function sourceShard(tenantId: string): string {
  return `source#${tenantId}`;
}

export function apiKeyPartition(keyId: string): string {
  return `key#${keyId}`;
}

/** Index partition that lists a tenant's API keys. */
export function apiKeyShard(tenantId: string): string {
  return `key#${tenantId}`;
}

/** Index partition of the rollups of all tenants that are to be counted. */
export const DUE_ROLLUPS = 'rollup#due';

/** Partition of a tenant's rollups, by the start of their bucket. */
export function rollupPartition(tenantId: string): string {
  return `rollup#${tenantId}`;
}

/** Whose rollups a partition holds. */
export function tenantOfRollups(partition: string): string {
  return partition.slice('rollup#'.length);
}

/** The smallest text that sorts after `key`. */
export function keyAfter(key: string): string {
  return `${key}!`;
}

/** A text that sorts before `key` and after every shorter or smaller id of the same length. */
export function keyBefore(key: string): string {
  return `${key.slice(0, -1)}${String.fromCharCode(key.charCodeAt(key.length - 1) - 1)}~`;
}

/** The counts of an API key's requests, one for each window. */
export function budgetPartition(tenantId: string, keyId: string): string {
  return `budget#${tenantId}#${keyId}`;
}

/**
 * How many shards a tenant's events were spread over, oldest count first: `[4]`, later `[4, 16]`.
 * Writes use the last count, lists read all shards that were ever used, a look-up by id tries the
 * shard of each count. Counts are only ever appended, each larger than the one before.
 */
export class ShardPlan {
  readonly #counts: readonly number[];

  /** @throws LogError `invalid_settings` when the list is empty or does not grow */
  constructor(counts: readonly number[]) {
    const grows = counts.every((count, i) => count > (counts[i - 1] ?? 0) && count <= 256);
    if (counts.length === 0 || !grows || !counts.every(Number.isInteger)) {
      const rule =
        'shards must be a growing list of whole numbers from 1 to 256, such as [4] or [4, 16]';
      throw new LogError('invalid_settings', rule);
    }
    this.#counts = counts;
  }

  /** The shard that an event is written to. */
  forWrite(eventId: string): number {
    return hashOfId(eventId) % this.total;
  }

  /** The shard that a conversation's summary is listed in, evenly spread by its id. */
  ofConversation(conversationId: string): number {
    const digest = createHash('sha256').update(conversationId).digest();
    return digest.readUInt32BE(0) % this.total;
  }

  /** The shards that can hold an event, the present one first. */
  forRead(eventId: string): readonly number[] {
    const hash = hashOfId(eventId);
    return [...new Set(this.#counts.map((count) => hash % count))].reverse();
  }

  /** All shards: 0 to `total - 1`. */
  get total(): number {
    return Math.max(...this.#counts);
  }
}
