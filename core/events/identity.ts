import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { encodeCrockford } from './crockford.ts';

/** What names a conversation at the provider. */
export interface Thread {
  /** The provider's id of the thread, or what stands for it (page id and customer id). */
  readonly key: string;
  /** The provider's account, where thread keys are unique only within it. */
  readonly account?: string;
}

/**
 * Derives the log's ids of conversations and participants. Both are HMAC-SHA-256 under the
 * deployment's identity key, so that an id holds no phone number and cannot be guessed from one;
 * both depend on the payload alone, so that they need no look-up.
 */
export class Identity {
  /** Not the bytes: with them every HMAC would make such a key first, at six times its cost. */
  readonly #key: KeyObject;

  /** @param key the identity key: a secret made once per deployment and never rotated */
  constructor(key: Buffer) {
    this.#key = createSecretKey(key);
  }

  /** `cnv_` and 24 Crockford characters for a thread of a provider. */
  conversationId(tenantId: string, provider: string, thread: Thread): string {
    return `cnv_${this.#derive('conversation', tenantId, provider, thread.account ?? '', thread.key)}`;
  }

  /** The conversation that holds a source's events of one UTC day that are about no conversation. */
  accountConversationId(tenantId: string, sourceId: string, day: string): string {
    return `cnv_${this.#derive('account', tenantId, sourceId, day)}`;
  }

  /** `usr_` and 24 Crockford characters for a person, bot or system known to a provider. */
  participantId(tenantId: string, provider: string, key: string): string {
    return `usr_${this.#derive('participant', tenantId, provider, key)}`;
  }

  #derive(...parts: readonly string[]): string {
    const digest = createHmac('sha256', this.#key).update(JSON.stringify(parts)).digest();
    return encodeCrockford(digest.subarray(0, 15));
  }
}
