import { randomBytes } from 'node:crypto';
import type { DynamoDBRecord } from 'aws-lambda';
import type { EventDraft } from '../../core/events/draft.ts';
import { conversationSummary } from '../../core/events/summary.ts';
import { type Lifecycle, type PreparedEvent, prepareEvent } from '../../core/store/item.ts';
import { partsOfPartition } from '../../core/store/keys.ts';
import { isAppendedEvent } from '../../core/store/stream-record.ts';
import { SummaryProjector } from '../../lambdas/summarize/projector.ts';
import { createSummarize } from '../../lambdas/summarize/summarize.ts';
import { completed } from './events.ts';
import type { TestTable } from './local-store.ts';
import { keptLog } from './logs.ts';

export const HOUR = 3_600_000;

/** The summarize function over a table, reading its changes from where the call before stopped. */
export async function summarizeOver(table: TestTable, idleAfter = 24 * HOUR) {
  const clock = { now: Date.UTC(2026, 10, 1) };
  const now = () => clock.now;
  const parts = { ...table.summaryParts([4]), idleAfter, now };
  const projector = new SummaryProjector(parts);
  const { log, lines } = keptLog();
  const summarize = createSummarize({ ...parts, projector, log });
  const changes = await table.engine.changes.reader(randomBytes(8).toString('hex'));
  const unread = async (limit = 100_000): Promise<DynamoDBRecord[]> => {
    const records = await changes.read(changes.position(), limit);
    const last = records.at(-1)?.dynamodb?.SequenceNumber;
    if (last) await changes.acknowledge(last);
    return records.filter(isAppendedEvent);
  };
  await unread();
  const read = async (tenantId: string, conversationId: string) => {
    const stored = await parts.summaries.summary(tenantId, conversationId);
    return stored && conversationSummary.parse({ ...stored.summary, version: stored.version });
  };
  return {
    ...parts,
    clock,
    lines,
    projector,
    summarize,
    unread,
    read,
    /** Hands over all changes, and those that this makes, until there are none. */
    settle: async () => {
      for (let records = await unread(); records.length > 0; records = await unread()) {
        const { batchItemFailures } = await summarize({ Records: records });
        if (batchItemFailures.length > 0) throw new Error(lines.join('\n'));
      }
    },
    /** All events of a conversation, by id. */
    eventsOf: async (tenantId: string, conversationId: string) => {
      const range = { order: 'asc', limit: 1_000 } as const;
      const { rows } = await parts.events.eventsOfConversation(tenantId, conversationId, range);
      return rows;
    },
  };
}

/** Completes and prepares a draft of a tenant. */
export function prepared(
  draft: EventDraft,
  tenantId: string,
  lifecycle?: Lifecycle,
): PreparedEvent {
  return prepareEvent(completed(draft, tenantId), lifecycle);
}

/** The tenant and conversation of a prepared event. */
export function placeOf(event: PreparedEvent | undefined): readonly [string, string] {
  return partsOfPartition(event?.pk ?? '#');
}
