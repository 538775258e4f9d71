import { setTimeout } from 'node:timers/promises';

/**
 * Asks again until there is an answer: what arrives through streams and queues arrives some time
 * later. Rejects after a minute.
 */
export async function eventually<Value>(
  ask: () => Promise<Value | undefined | null | false>,
): Promise<Value> {
  const until = performance.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer;
    if (performance.now() > until) throw new Error('it did not come within a minute');
    await setTimeout(100);
  }
}
