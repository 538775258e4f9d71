import type { ConversationSummary } from '../events/summary.ts';
import type { RangePage } from './sharded-range.ts';
import type { Folded } from './summary-fold.ts';

/** A stored summary, with what it takes to fold on. */
export interface StoredSummary extends Folded {
  /** The message ids that it has counted (message-ids.ts). */
  readonly messages: string;
  /** Counts the writes. */
  readonly version: number;
  /** Which rules it was folded by; see `FOLD_RULES`. */
  readonly rules: number;
}

/** What finds a conversation by something else than its id. */
export interface ConversationLinks {
  /** Ids of customers in it. */
  readonly customers: readonly string[];
  /** A provider's tickets with the conversations that are about them. */
  readonly tickets: readonly { readonly ticketId: string; readonly conversationId: string }[];
}

/** Port to the summaries as they are kept. Rejects with LogError `store_unavailable`. */
export interface SummaryStore {
  /** A summary, read consistently; `null` when there is none. */
  summary(tenantId: string, conversationId: string): Promise<StoredSummary | null>;
  /**
   * Stores a summary in the place of the version before it.
   * @returns false when the stored one is another version
   */
  putSummary(summary: StoredSummary): Promise<boolean>;
  /** Stores links; one that is there already does no harm. */
  addLinks(tenantId: string, conversationId: string, links: ConversationLinks): Promise<void>;
}

/** When a conversation may be closed as idle, unless somebody writes before. */
export interface IdleWatch {
  readonly tenantId: string;
  readonly conversationId: string;
  /** Milliseconds since 1970. */
  readonly due: number;
  /** Version of the summary that set it: tells it from one that was set anew. */
  readonly setBy: number;
}

/**
 * Port to the conversations that may become idle: one watch each, set when an episode begins, moved
 * when it comes due too early and ended when the conversation is closed, so that a message costs
 * no write. Rejects with LogError `store_unavailable`.
 */
export interface IdleWatches {
  /** How many shards the watches are spread over. */
  readonly shards: number;
  setWatch(watch: IdleWatch): Promise<void>;
  /** Moves a watch, unless it was set anew since it was read. */
  moveWatch(watch: IdleWatch, due: number): Promise<void>;
  /** Ends a watch, unless it was set anew since it was read. */
  endWatch(watch: IdleWatch): Promise<void>;
  /** Watches of a shard that are due, the oldest first. */
  dueWatches(shard: number, now: number, after: string | null): Promise<RangePage<IdleWatch>>;
}

/** Which conversations to list, and from where. */
export interface ConversationRange {
  readonly status?: ConversationSummary['status'] | undefined;
  readonly channel?: string | undefined;
  /** Earliest last activity, inclusive, in milliseconds since 1970. */
  readonly since?: number | undefined;
  /** The checkpoint to go on after, exclusive. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A summary as JSON text, with what lists need of it. */
export interface ListedConversation {
  readonly conversationId: string;
  readonly status: string;
  readonly channel: string;
  /** The order of lists: the id of the newest event. */
  readonly checkpoint: string;
  readonly json: string;
}

export type ConversationPage = RangePage<ListedConversation>;

/** Port to the lists of conversations. Rejects with LogError `store_unavailable`. */
export interface ConversationDirectory {
  /** One conversation, read consistently. */
  conversation(tenantId: string, conversationId: string): Promise<ListedConversation | null>;
  /** Conversations by their last activity, newest first; eventually consistent. */
  conversationsByActivity(tenantId: string, range: ConversationRange): Promise<ConversationPage>;
  /** The same for one conversation, or for those of one customer, of which 1,000 are looked through. */
  conversationsAmong(
    tenantId: string,
    some: {
      readonly conversationId?: string | undefined;
      readonly customer?: string | undefined;
    },
    range: ConversationRange,
  ): Promise<ConversationPage>;
}
