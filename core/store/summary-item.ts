import * as z from 'zod';
import { CONVERSATION_STATUSES, conversationSummary } from '../events/summary.ts';
import { conversationPartition, type ShardPlan, SUMMARY_KEY, statusShard } from './keys.ts';
import { type Folded, foldState } from './summary-fold.ts';
import type { ListedConversation, StoredSummary } from './summary-store.ts';

/**
 * Counts changes of what a fold gives for the same events. A summary of other rules is folded from
 * the first event when its conversation next changes, or by `npm run summaries -- rebuild`.
 */
export const FOLD_RULES = 1;

/** A summary as the table holds it: `summary` is what the API gives, the rest is for the fold. */
const summaryItem = z.object({
  summary: z.string(),
  state: z.string(),
  messages: z.string(),
  version: z.number(),
  rules: z.number(),
});

const listedItem = z.object({
  summary: z.string(),
  status: z.enum(CONVERSATION_STATUSES),
  channel: z.string(),
  conversation_id: z.string(),
  arrival: z.string(),
});

/** Attributes that lists read. */
export const LISTED_ATTRIBUTES = Object.keys(listedItem.shape);

/** Makes the item of a summary. Its `arrival` is the id of the newest event. */
export function itemOfSummary(stored: StoredSummary, shards: ShardPlan): Record<string, unknown> {
  const { summary, state, messages, version, rules } = stored;
  const { tenant_id, conversation_id, status, channel, checkpoint } = summary;
  return {
    pk: conversationPartition(tenant_id, conversation_id),
    sk: SUMMARY_KEY,
    shard: statusShard(tenant_id, status, shards.ofConversation(conversation_id)),
    arrival: checkpoint,
    conversation_id,
    status,
    channel: channel.type,
    version,
    rules,
    summary: JSON.stringify({ ...summary, version }),
    state: JSON.stringify(state),
    messages,
  };
}

/** Reads what {@link itemOfSummary} made. */
export function summaryOfItem(item: unknown): StoredSummary {
  const { summary, state, ...rest } = summaryItem.parse(item);
  const { version: _version, ...fields } = conversationSummary.parse(JSON.parse(summary));
  const folded: Folded = { summary: fields, state: foldState.parse(JSON.parse(state)) };
  return { ...folded, ...rest };
}

/** What lists show of an item. */
export function listedConversation(item: unknown): ListedConversation {
  const { summary, status, channel, conversation_id, arrival } = listedItem.parse(item);
  return { conversationId: conversation_id, status, channel, checkpoint: arrival, json: summary };
}
