import { appendFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Target } from './rules.ts';

/** How long a target over HTTP may take, as EventBridge's API destinations: 5 seconds. */
const HTTP_TIMEOUT = 5_000;

/** Hands an event, as JSON text, to a target; rejects when the target did not take it. */
export type Deliver = (target: Target, event: string) => Promise<void>;

/** Delivers to files below a folder and to HTTP addresses. */
export function targetsBelow(dataDir: string): Deliver {
  return async (target, event) => {
    if (target.type === 'http') return post(target, event);
    const path = join(dataDir, target.path);
    await mkdir(dirname(path), { recursive: true });
    await appendFile(path, `${event}\n`);
  };
}

async function post(target: Extract<Target, { type: 'http' }>, event: string): Promise<void> {
  const response = await fetch(target.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...target.headers },
    body: event,
    signal: AbortSignal.timeout(HTTP_TIMEOUT),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`the target answered ${response.status}`);
}
