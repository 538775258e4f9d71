import { conversationEvent } from '../../core/events/event.ts';
import type { Episode } from '../../core/events/summary.ts';
import { mapConcurrently } from '../../core/runtime/batches.ts';
import type { EventStore } from '../../core/store/event-store.ts';
import { BUCKET, bucketOf } from '../../core/store/intervals.ts';
import { eventJson } from '../../core/store/item.ts';
import { type Rollup, RollupBuilder } from '../../core/store/rollup.ts';
import type { SummaryStore } from '../../core/store/summary-store.ts';

/** Events read at once. */
const PAGE = 1000;

/** Summaries read at once. */
const CONCURRENT = 8;

/** What a count reads. */
export interface CountSources {
  readonly events: Pick<EventStore, 'eventsByTime'>;
  readonly summaries: Pick<SummaryStore, 'summary'>;
}

/**
 * Counts a quarter hour from the events themselves. How long an answer or a resolution took comes
 * from the summaries of the conversations that had one in it.
 * @param bucket its start, in milliseconds since 1970
 */
export async function countBucket(
  tenantId: string,
  bucket: number,
  { events, summaries }: CountSources,
): Promise<Rollup> {
  const builder = new RollupBuilder();
  const timed = new Set<string>();
  let after: string | null = null;
  do {
    const range = { order: 'asc', from: bucket, to: bucket + BUCKET, limit: PAGE } as const;
    const page = await events.eventsByTime(tenantId, { ...range, after: after ?? undefined });
    for (const row of page.rows) {
      const event = conversationEvent.parse(JSON.parse(eventJson(row)));
      builder.add(event);
      if (isTimed(event.type)) timed.add(event.conversation_id);
    }
    after = page.next;
  } while (after !== null);
  await mapConcurrently([...timed], CONCURRENT, async (conversationId) => {
    const stored = await summaries.summary(tenantId, conversationId);
    const { episodes = [], channel } = stored?.summary ?? {};
    for (const episode of episodes) addTimings(builder, channel?.type ?? 'other', episode, bucket);
  });
  return builder.rollup;
}

/** Whether an event can be an answer or a resolution. */
function isTimed(type: string): boolean {
  return type === 'MessageSent' || type === 'ConversationClosed';
}

function addTimings(
  builder: RollupBuilder,
  channel: string,
  { first_response_at, first_response_seconds, closed_at, resolution_seconds }: Episode,
  bucket: number,
): void {
  if (isIn(bucket, first_response_at) && first_response_seconds !== undefined) {
    builder.addTiming(channel, 'first_response', first_response_seconds * 1000);
  }
  if (isIn(bucket, closed_at) && resolution_seconds !== undefined) {
    builder.addTiming(channel, 'resolution', resolution_seconds * 1000);
  }
}

function isIn(bucket: number, time: string | undefined): boolean {
  return time !== undefined && bucketOf(Date.parse(time)) === bucket;
}
