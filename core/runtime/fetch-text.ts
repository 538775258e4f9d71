import { text } from 'node:stream/consumers';

/** How long an answer may take, in milliseconds: a webhook waits for it. */
const TIMEOUT = 3_000;

/** The most bytes of an answer that are read. */
const MOST_BYTES = 64 * 1024;

/**
 * Fetches a public text. Redirects are not followed: who checked the address has not checked where
 * it leads.
 * @throws Error when it takes longer than 3 seconds, is not answered 200, or has more than 64 KiB
 */
export async function fetchText(url: string): Promise<string> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT) });
  if (response.status !== 200 || !response.body) {
    await response.body?.cancel();
    throw new Error(`Answered with status ${response.status}.`);
  }
  return text(response.body.pipeThrough(atMost(MOST_BYTES)));
}

function atMost(limit: number): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.length;
      if (bytes > limit) controller.error(new Error(`Longer than ${limit} bytes.`));
      else controller.enqueue(chunk);
    },
  });
}
