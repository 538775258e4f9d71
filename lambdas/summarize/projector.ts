import { LogError } from '../../core/events/errors.ts';
import { timeOfId } from '../../core/events/event-id.ts';
import type { EventStore } from '../../core/store/event-store.ts';
import type { RollupStore } from '../../core/store/rollup-store.ts';
import type { Folded } from '../../core/store/summary-fold.ts';
import { FOLD_RULES } from '../../core/store/summary-item.ts';
import type {
  ConversationLinks,
  IdleWatches,
  StoredSummary,
  SummaryStore,
} from '../../core/store/summary-store.ts';
import { changedBuckets } from './changed-buckets.ts';
import { type FoldEnd, foldConversation } from './fold-conversation.ts';

/** How often a conversation is folded before its change is given back to the stream. */
const MAX_PASSES = 50;

export interface ProjectorDependencies {
  readonly events: EventStore;
  readonly summaries: SummaryStore;
  readonly watches: IdleWatches;
  readonly rollups: Pick<RollupStore, 'mark'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds without activity after which a conversation without a lifecycle is closed. */
  readonly idleAfter: number;
}

/**
 * Keeps the summaries: what is stored is what folding all events of the conversation gives. The
 * caller only names the conversation and what changed; the events are read from the table.
 */
export class SummaryProjector {
  readonly #dependencies: ProjectorDependencies;

  constructor(dependencies: ProjectorDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Brings a summary up to date: folds the events after its checkpoint, or all where a changed one
   * lies before it and was not folded yet.
   * @param changed ids of appended events
   * @throws LogError `store_unavailable`, also when others keep changing the summary
   */
  async project(tenantId: string, conversationId: string, changed: readonly string[]) {
    await this.#settle(tenantId, conversationId, (stored) => planOf(stored, changed));
  }

  /**
   * Makes a summary anew from all events of its conversation.
   * @throws LogError `store_unavailable`
   */
  async rebuild(tenantId: string, conversationId: string) {
    await this.#settle(tenantId, conversationId, () => 'all');
  }

  async #settle(
    tenantId: string,
    conversationId: string,
    plan: (stored: StoredSummary | null) => Plan,
  ): Promise<void> {
    let whole = false;
    for (let pass = 0; pass < MAX_PASSES; pass++) {
      const stored = await this.#dependencies.summaries.summary(tenantId, conversationId);
      const planned = whole ? 'all' : plan(stored);
      if (planned === 'nothing') return;
      const start = planned === 'rest' && stored ? { ...stored, folded: stored } : null;
      const conversation = { ...this.#dependencies, tenantId, conversationId };
      const end = await foldConversation(conversation, start);
      if (end === null) return;
      if (end === 'again') whole = true;
      else if (await this.#store(stored, end, start === null)) return;
    }
    throw new LogError(
      'store_unavailable',
      'A summary changed more often than it could be folded.',
    );
  }

  /** Links, watch and marks come first: a summary that is stored has them. */
  async #store(stored: StoredSummary | null, end: FoldEnd, whole: boolean): Promise<boolean> {
    const { summaries, watches, rollups, now, idleAfter } = this.#dependencies;
    const { folded, messages } = end;
    const { tenant_id, conversation_id } = folded.summary;
    const version = (stored?.version ?? 0) + 1;
    const links = whole ? end.links : newLinks(end.links, stored);
    await summaries.addLinks(tenant_id, conversation_id, links);
    const due = idleDue(folded, idleAfter);
    if (due !== null && (whole || !stored || idleDue(stored, idleAfter) === null)) {
      const conversation = { tenantId: tenant_id, conversationId: conversation_id };
      await watches.setWatch({ ...conversation, due, setBy: version });
    }
    const episodes = stored?.summary.episodes ?? [];
    for (const bucket of changedBuckets(episodes, folded.summary.episodes)) {
      await rollups.mark(tenant_id, bucket, now());
    }
    return summaries.putSummary({ ...folded, messages, version, rules: FOLD_RULES });
  }
}

type Plan = 'nothing' | 'rest' | 'all';

function planOf(stored: StoredSummary | null, changed: readonly string[]): Plan {
  if (!stored || stored.rules !== FOLD_RULES) return 'all';
  const { summary, state } = stored;
  const known = (id: string) => state.recent.includes(id);
  if (changed.some((id) => id <= summary.checkpoint && !known(id))) return 'all';
  return changed.some((id) => id > summary.checkpoint) ? 'rest' : 'nothing';
}

/** Without the links that the stored summary shows to be there already. */
function newLinks(
  { customers, tickets }: ConversationLinks,
  stored: StoredSummary | null,
): ConversationLinks {
  const { participants = [] } = stored?.summary ?? {};
  const known = new Set(participants.flatMap(({ id, role }) => (role === 'customer' ? [id] : [])));
  const { ticket_id, conversation_id } = stored?.summary ?? {};
  return {
    customers: customers.filter((id) => !known.has(id)),
    tickets: tickets.filter(({ ticketId, conversationId }) => {
      return ticketId !== ticket_id || conversationId !== conversation_id;
    }),
  };
}

/** When a conversation is to be closed, in milliseconds since 1970; `null` when it is not. */
export function idleDue({ summary, state }: Folded, idleAfter: number): number | null {
  if (!state.active || summary.status === 'closed') return null;
  return timeOfId(state.active.id) + idleAfter;
}
