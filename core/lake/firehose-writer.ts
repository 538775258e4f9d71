import { FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';
import { withoutLogger } from '../runtime/aws-clients.ts';
import type { LakeWriter, RefusedLine } from './lake-writer.ts';

/**
 * Firehose bills each record as if it had a multiple of 5 KB, so lines are joined: a record is closed
 * at the first line that takes it over 250 KB, and only the last of a call can be small. A record can
 * have 1,000 KB, a call 500 records and 4 MB (Firehose, PutRecordBatch).
 */
const RECORD_BYTES = 250 * 1024;
const CALL_BYTES = 3 * 1024 * 1024;

/** How long a call may take, in milliseconds: a hanging lake must not hold up the bus. */
const TIMEOUT = 5_000;

/** Lines that go into one record, with their positions in what is written. */
interface Bundle {
  readonly indexes: number[];
  text: string;
  bytes: number;
}

/** The lake as a delivery stream, in records of many lines of JSON. */
export function firehoseWriter(
  deliveryStreamName: string,
  client: Pick<FirehoseClient, 'send'> = withoutLogger(new FirehoseClient({ maxAttempts: 2 })),
): LakeWriter {
  return {
    write: async (lines) => {
      const calls = callsOf(bundled(lines));
      const refused = await Promise.all(calls.map((call) => put(client, deliveryStreamName, call)));
      return refused.flat();
    },
  };
}

async function put(
  client: Pick<FirehoseClient, 'send'>,
  DeliveryStreamName: string,
  bundles: readonly Bundle[],
): Promise<readonly RefusedLine[]> {
  const Records = bundles.map(({ text }) => ({ Data: Buffer.from(text) }));
  try {
    const abortSignal = AbortSignal.timeout(TIMEOUT);
    const input = { DeliveryStreamName, Records };
    const answer = await client.send(new PutRecordBatchCommand(input), { abortSignal });
    return bundles.flatMap((bundle, i) => {
      const result = answer.RequestResponses?.[i];
      return result?.RecordId ? [] : refusalOf(bundle, result?.ErrorCode ?? 'unanswered');
    });
  } catch (error) {
    const code = error instanceof Error ? error.name : 'unknown';
    return bundles.flatMap((bundle) => refusalOf(bundle, code));
  }
}

function refusalOf({ indexes }: Bundle, code: string): RefusedLine[] {
  return indexes.map((index) => ({ index, code }));
}

function bundled(lines: readonly string[]): readonly Bundle[] {
  const bundles: Bundle[] = [];
  for (const [index, line] of lines.entries()) {
    let bundle = bundles.at(-1);
    if (!bundle || bundle.bytes >= RECORD_BYTES) {
      bundle = { indexes: [], text: '', bytes: 0 };
      bundles.push(bundle);
    }
    bundle.indexes.push(index);
    bundle.text += `${line}\n`;
    bundle.bytes += Buffer.byteLength(line) + 1;
  }
  return bundles;
}

function callsOf(bundles: readonly Bundle[]): readonly (readonly Bundle[])[] {
  const calls: Bundle[][] = [];
  let bytes = 0;
  for (const bundle of bundles) {
    const call = calls.at(-1);
    if (call && bytes + bundle.bytes <= CALL_BYTES) {
      call.push(bundle);
      bytes += bundle.bytes;
    } else {
      calls.push([bundle]);
      bytes = bundle.bytes;
    }
  }
  return calls;
}
