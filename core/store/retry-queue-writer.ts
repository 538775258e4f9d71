import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { withoutLogger } from '../runtime/aws-clients.ts';
import type { RetryQueue, Sink } from './retry-queue.ts';

/** How long a call may take, in milliseconds. */
const TIMEOUT = 2_000;

/** Code points that JSON allows in a text and SQS does not (SQS, SendMessage: XML characters). */
const NOT_XML = /[\uFFFE\uFFFF]/g;

/** The retry queues as SQS queues. */
export function sqsRetryQueue(
  urls: Readonly<Partial<Record<Sink, string>>>,
  client: Pick<SQSClient, 'send'> = withoutLogger(new SQSClient({ maxAttempts: 2 })),
): RetryQueue {
  return {
    add: async (entry) => {
      const MessageBody = JSON.stringify(entry).replace(NOT_XML, escaped);
      const command = new SendMessageCommand({ QueueUrl: urls[entry.sink], MessageBody });
      await client.send(command, { abortSignal: AbortSignal.timeout(TIMEOUT) });
    },
  };
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16)}`;
}
