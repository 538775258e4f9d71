import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { timeOfId } from '../../core/events/event-id.ts';
import { mapConcurrently } from '../../core/runtime/batches.ts';
import { errorName } from '../../core/runtime/log.ts';
import { bucketOf } from '../../core/store/intervals.ts';
import { partsOfPartition } from '../../core/store/keys.ts';
import type { RollupStore } from '../../core/store/rollup-store.ts';
import { isAppendedEvent } from '../../core/store/stream-record.ts';
import { createIdleClose, type IdleCloseDependencies } from './close-idle.ts';

/** Conversations that are folded at once. */
const CONCURRENT = 8;

export interface SummarizeDependencies extends IdleCloseDependencies {
  readonly rollups: Pick<RollupStore, 'mark'>;
}

/** What calls the function: the table's stream, or the schedule, whose event says nothing. */
export type SummarizeEvent = DynamoDBStreamEvent | { readonly Records?: undefined };

/** A conversation of a batch. */
interface Changed {
  readonly partition: string;
  readonly ids: readonly string[];
  /** Sequence number of its first record. */
  readonly sequence: string;
}

/**
 * Keeps conversation summaries: called by the table's stream for what was appended, and by a
 * schedule to close conversations that are idle. A conversation whose events cannot be folded now is
 * reported with its first record, and tried again with all that follow.
 */
export function createSummarize(dependencies: SummarizeDependencies) {
  const closeIdle = createIdleClose(dependencies);
  return async ({ Records }: SummarizeEvent): Promise<DynamoDBBatchResponse> => {
    if (!Records) {
      await closeIdle();
      return { batchItemFailures: [] };
    }
    const conversations = changedConversations(Records);
    const failed = await mapConcurrently(conversations, CONCURRENT, (changed) => {
      return project(changed, dependencies);
    });
    return {
      batchItemFailures: failed
        .filter((sequence) => sequence !== null)
        .map((itemIdentifier) => ({ itemIdentifier })),
    };
  };
}

/** The sequence number to go on from when the conversation could not be folded. */
async function project(
  { partition, ids, sequence }: Changed,
  { projector, rollups, log, now }: SummarizeDependencies,
): Promise<string | null> {
  const [tenantId, conversationId] = partsOfPartition(partition);
  try {
    const buckets = new Set(ids.map((id) => bucketOf(timeOfId(id))));
    for (const bucket of buckets) await rollups.mark(tenantId, bucket, now());
    await projector.project(tenantId, conversationId, ids);
    return null;
  } catch (error) {
    log.error('summary_failed', { conversation_id: conversationId, error: errorName(error) });
    return sequence;
  }
}

function changedConversations(records: readonly DynamoDBRecord[]): readonly Changed[] {
  const byPartition = Map.groupBy(records.filter(isAppendedEvent), (record) => {
    return record.dynamodb?.NewImage?.pk?.S ?? '';
  });
  return [...byPartition].map(([partition, own]) => ({
    partition,
    ids: own.map((record) => record.dynamodb?.NewImage?.sk?.S ?? ''),
    sequence: own[0]?.dynamodb?.SequenceNumber ?? '',
  }));
}
