import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { withoutLogger } from '../runtime/aws-clients.ts';
import { BUS_SOURCE, eventResource } from './contract.ts';
import type { BusEntry, EventPublisher, RefusedEntry } from './event-publisher.ts';

/** Limits of one PutEvents call (EventBridge quotas): entries, and bytes with room for the rest. */
const MAX_ENTRIES = 10;
const MAX_BYTES = 1024 * 1024 - 16 * 1024;

/** How long a call may take, in milliseconds: a hanging bus must not hold up the lake. */
const TIMEOUT = 5_000;

/** One call's entries, with their positions in what is published. */
type Chunk = readonly { readonly index: number; readonly entry: BusEntry }[];

/** The bus as an EventBridge event bus. */
export function eventBridgePublisher(
  busName: string,
  client: Pick<EventBridgeClient, 'send'> = withoutLogger(new EventBridgeClient()),
): EventPublisher {
  return {
    publish: async (entries) => {
      const refused = await Promise.all(
        chunksOf(entries).map((chunk) => put(client, busName, chunk)),
      );
      return refused.flat();
    },
  };
}

async function put(
  client: Pick<EventBridgeClient, 'send'>,
  busName: string,
  chunk: Chunk,
): Promise<readonly RefusedEntry[]> {
  const Entries = chunk.map(({ entry }) => ({
    EventBusName: busName,
    Source: BUS_SOURCE,
    DetailType: entry.detailType,
    Detail: entry.detail,
    Time: new Date(entry.time),
    Resources: [eventResource(entry.id)],
  }));
  try {
    const abortSignal = AbortSignal.timeout(TIMEOUT);
    const answer = await client.send(new PutEventsCommand({ Entries }), { abortSignal });
    return chunk.flatMap(({ index }, i) => {
      const result = answer.Entries?.[i];
      return result?.EventId ? [] : [{ index, code: result?.ErrorCode ?? 'unanswered' }];
    });
  } catch (error) {
    const code = error instanceof Error ? error.name : 'unknown';
    return chunk.map(({ index }) => ({ index, code }));
  }
}

function chunksOf(entries: readonly BusEntry[]): readonly Chunk[] {
  const chunks: { index: number; entry: BusEntry }[][] = [];
  let bytes = 0;
  for (const [index, entry] of entries.entries()) {
    const size = Buffer.byteLength(entry.detail);
    const chunk = chunks.at(-1);
    if (chunk && chunk.length < MAX_ENTRIES && bytes + size <= MAX_BYTES) {
      chunk.push({ index, entry });
      bytes += size;
    } else {
      chunks.push([{ index, entry }]);
      bytes = size;
    }
  }
  return chunks;
}
