import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { mapConcurrently } from '../../core/runtime/batches.ts';
import { errorName, type Log } from '../../core/runtime/log.ts';
import { partsOfPartition } from '../../core/store/keys.ts';
import { isAppendedEvent } from '../../core/store/stream-record.ts';
import { createIdleClose, type IdleCloseDependencies } from './close-idle.ts';
import type { SummaryProjector } from './projector.ts';

/** Conversations that are folded at once. */
const CONCURRENT = 8;

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
export function createSummarize(dependencies: IdleCloseDependencies) {
  const { projector, log } = dependencies;
  const closeIdle = createIdleClose(dependencies);
  return async ({ Records }: SummarizeEvent): Promise<DynamoDBBatchResponse> => {
    if (!Records) {
      await closeIdle();
      return { batchItemFailures: [] };
    }
    const conversations = changedConversations(Records);
    const failed = await mapConcurrently(conversations, CONCURRENT, (changed) => {
      return project(changed, projector, log);
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
  projector: SummaryProjector,
  log: Log,
): Promise<string | null> {
  const [tenantId, conversationId] = partsOfPartition(partition);
  try {
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
