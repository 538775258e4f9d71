import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from '@jest/globals';
import { eventList } from '../../core/api/schemas.ts';
import { type RunningApp, startApp } from '../support/running-app.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { sendWebhook, sunshineMessage } from '../support/webhooks.ts';

const ROUNDS = 5;

/** Starts `npm start`'s process, sends webhooks until `count` were answered 200, and kills it. */
async function serveAndKill(dataDir: string, round: number, count: number): Promise<string[]> {
  const env = { ...process.env, PORT: '0', DATA_DIR: dataDir };
  const child = spawn(process.execPath, ['local/main.ts'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let url = '';
  for await (const line of createInterface({ input: child.stdout })) {
    url = /^ready (\S+)/.exec(line)?.[1] ?? '';
    if (url) break;
  }
  const answered: string[] = [];
  let sent = 0;
  const send = async () => {
    while (answered.length < count) {
      const id = `m${round}-${sent++}`;
      const webhook = sunshineMessage(id, { thread: `c${sent % 7}` });
      const { status } = await sendWebhook(url, 'sunshine-conversations', webhook);
      if (status === 200) answered.push(id);
    }
    child.kill('SIGKILL');
  };
  await Promise.allSettled(Array.from({ length: 8 }, send));
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return answered;
}

async function loggedIds(app: RunningApp): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor = ''; ; ) {
    const { body } = await app.get(`/v1/events?limit=1000${cursor}`);
    const { data, page } = eventList.parse(body);
    ids.push(...data.map(({ message }) => message?.id ?? ''));
    if (page.next_cursor === null) return ids;
    cursor = `&cursor=${page.next_cursor}`;
  }
}

describe('the running app, killed under load', () => {
  it('has all it answered 200 in the log once, and on the bus at least once', async () => {
    await withTempFolder(async (folder) => {
      const dataDir = join(folder, 'data');
      const answered: string[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        answered.push(...(await serveAndKill(dataDir, round, 30 + round * 41)));
      }
      const app = await startApp(dataDir);
      const logged = await loggedIds(app);
      expect(new Set(logged).size).toBe(logged.length);
      expect(answered.filter((id) => !logged.includes(id))).toEqual([]);
      await app.drained();
      const lines = await readFile(join(dataDir, 'targets/received-messages.ndjson'), 'utf8');
      const delivered = new Set(
        lines
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line).detail.message.id),
      );
      expect(logged.filter((id) => !delivered.has(id))).toEqual([]);
      await app.stop();
    });
  }, 60_000);
});
