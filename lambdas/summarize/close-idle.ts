import { derivedClose } from '../../core/events/derived-events.ts';
import { mapConcurrently } from '../../core/runtime/batches.ts';
import { errorName, type Log } from '../../core/runtime/log.ts';
import { prepareEvent } from '../../core/store/item.ts';
import type { IdleWatch } from '../../core/store/summary-store.ts';
import { groundsOf } from './fold-conversation.ts';
import { idleDue, type ProjectorDependencies, type SummaryProjector } from './projector.ts';

/** Conversations that are looked at at once. */
const CONCURRENT = 8;

/** How long a run may take before it leaves the rest to the next, in milliseconds. */
const RUN = 40_000;

/** How often one conversation is looked at in a run: it may change meanwhile. */
const LOOKS = 3;

export interface IdleCloseDependencies extends ProjectorDependencies {
  readonly projector: SummaryProjector;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Closes the conversations without a lifecycle in which nobody has written for a while: appends a
 * ConversationClosed at the time at which that was so. Run on a schedule; running it twice at once
 * does no harm.
 * @throws the last error when conversations could not be looked at; the others are closed
 */
export function createIdleClose(dependencies: IdleCloseDependencies) {
  const { watches, now, log } = dependencies;
  return async (): Promise<void> => {
    const until = now() + RUN;
    let failure: unknown = null;
    const look = async (watch: IdleWatch) => {
      try {
        await settle(watch, dependencies);
      } catch (error) {
        log.error('idle_close_failed', { error: errorName(error) });
        failure = error;
      }
    };
    for (let shard = 0; shard < watches.shards; shard++) {
      let after: string | null = null;
      do {
        const page = await watches.dueWatches(shard, now(), after);
        await mapConcurrently(page.rows, CONCURRENT, look);
        after = page.next;
      } while (after !== null && now() < until);
    }
    if (failure !== null) throw failure;
  };
}

/** Closes, or puts off, or forgets one conversation. */
async function settle(watch: IdleWatch, dependencies: IdleCloseDependencies): Promise<void> {
  const { summaries, watches, events, projector, idleAfter, now } = dependencies;
  const { tenantId, conversationId } = watch;
  for (let look = 0; look < LOOKS; look++) {
    const stored = await summaries.summary(tenantId, conversationId);
    const due = stored && idleDue(stored, idleAfter);
    if (!stored?.state.active || due === null) return watches.endWatch(watch);
    if (due > now()) return watches.moveWatch(watch, due);
    const close = derivedClose(groundsOf(stored, stored.state.active), idleAfter);
    await events.append(prepareEvent(close, 'derived'));
    await projector.project(tenantId, conversationId, [close.event.id]);
  }
}
