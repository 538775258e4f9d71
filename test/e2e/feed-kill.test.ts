import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from '@jest/globals';
import { feedPage } from '../../core/api/feed-schemas.ts';
import { eventually } from '../support/eventually.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { sendWebhook, sunshineMessage } from '../support/webhooks.ts';

const ROUNDS = 4;
const PROVIDER = 'sunshine-conversations';

/** Seconds; writes on a busy machine must be done by then. */
const HOLD_BACK = '2';

/** `npm start`'s process, and what kills it. */
async function serve(dataDir: string) {
  const env = { ...process.env, PORT: '0', DATA_DIR: dataDir, FEED_HOLD_BACK: HOLD_BACK };
  const child = spawn(process.execPath, ['local/main.ts'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let url = '';
  for await (const line of createInterface({ input: child.stdout })) {
    url = /^ready (\S+)/.exec(line)?.[1] ?? '';
    if (url) break;
  }
  const kill = async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };
  return { url, kill };
}

/** A reader that keeps its cursor, as a sync does, while the server comes and goes. */
class FeedReader {
  readonly given: { readonly id: string; readonly recordedAt: string }[] = [];
  readonly messages = new Set<string>();
  readonly #dataDir: string;
  #cursor = '';

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  /** Reads until `enough`, or until the server is gone; gives whether it was enough. */
  async read(url: string, enough: () => boolean): Promise<boolean> {
    while (!enough()) {
      try {
        await this.#readPage(url);
      } catch {
        return false;
      }
    }
    return true;
  }

  async #readPage(url: string): Promise<void> {
    const key = (await readFile(join(this.#dataDir, 'api-key.txt'), 'utf8')).trim();
    const response = await fetch(`${url}/v1/feed?limit=20&wait=1${this.#cursor}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    const { data, page } = feedPage.parse(await response.json());
    this.#cursor = `&cursor=${page.next_cursor}`;
    for (const { id, recorded_at = '', message } of data) {
      this.given.push({ id, recordedAt: recorded_at });
      if (message) this.messages.add(message.id);
    }
  }
}

/** Sends webhooks from eight senders, each tenth twice, until `count` were answered 200. */
async function sendSome(url: string, round: number, count: number): Promise<string[]> {
  const answered: string[] = [];
  let sent = 0;
  const send = async () => {
    while (answered.length < count) {
      const n = sent++;
      const id = `m${round}-${n}`;
      const webhook = sunshineMessage(id, { thread: `c${n % 7}` });
      const { status } = await sendWebhook(url, PROVIDER, webhook);
      if (status === 200) answered.push(id);
      if (n % 10 === 0) await sendWebhook(url, PROVIDER, webhook);
    }
  };
  await Promise.allSettled(Array.from({ length: 8 }, send));
  return answered;
}

describe('the feed of a running app that is killed under load', () => {
  it('gives everything that was answered, each event once, in order', async () => {
    await withTempFolder(async (folder) => {
      const dataDir = join(folder, 'data');
      const reader = new FeedReader(dataDir);
      const answered: string[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const server = await serve(dataDir);
        const reading = reader.read(server.url, () => false);
        const sent = await sendSome(server.url, round, 60 + round * 40);
        answered.push(...sent);
        // Every other time the feed is killed while it gives this round's events.
        if (round % 2 === 0)
          await eventually(async () => sent.some((id) => reader.messages.has(id)));
        await server.kill();
        await reading;
      }
      const server = await serve(dataDir);
      const all = () => answered.every((id) => reader.messages.has(id));
      expect(await reader.read(server.url, all)).toBe(true);
      await server.kill();
      const ids = reader.given.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const times = reader.given.map(({ recordedAt }) => recordedAt);
      expect(times).toEqual([...times].sort());
    });
  }, 120_000);
});
