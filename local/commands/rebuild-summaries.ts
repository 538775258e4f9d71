import { mapConcurrently } from '../../core/runtime/batches.ts';
import type { EventStore } from '../../core/store/event-store.ts';
import { partsOfPartition } from '../../core/store/keys.ts';
import type { SummaryProjector } from '../../lambdas/summarize/projector.ts';

/** Events read at once, and conversations folded at once. */
const PAGE = 1_000;
const CONCURRENT = 8;

/**
 * Rebuilds the summary of every conversation of a tenant, found by reading its events by time.
 * @returns how many conversations, and how many events were read to find them
 */
export async function rebuildSummaries(
  tenantId: string,
  store: Pick<EventStore, 'eventsByTime'>,
  projector: SummaryProjector,
): Promise<{ readonly conversations: number; readonly events: number }> {
  const rebuilt = new Set<string>();
  let events = 0;
  let after: string | undefined;
  do {
    const page = await store.eventsByTime(tenantId, { order: 'asc', limit: PAGE, after });
    events += page.rows.length;
    const ids = new Set(page.rows.map(({ pk }) => partsOfPartition(pk)[1]));
    const found = [...ids].filter((id) => !rebuilt.has(id));
    await mapConcurrently(found, CONCURRENT, (id) => projector.rebuild(tenantId, id));
    for (const id of found) rebuilt.add(id);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return { conversations: rebuilt.size, events };
}
