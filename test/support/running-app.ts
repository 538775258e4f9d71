import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LocalApp, startLocalApp } from '../../local/app.ts';
import { localSettings } from '../../local/settings.ts';
import { expectDocumented } from './documented.ts';
import { keptLog } from './logs.ts';

/** A running one-machine deployment with its first API key. */
export interface RunningApp extends LocalApp {
  readonly apiKey: string;
  readonly lines: readonly string[];
  /** GETs a path with an API key (the first one by default). */
  get(path: string, apiKey?: string): Promise<{ readonly status: number; readonly body: unknown }>;
}

/**
 * Starts the app on a free port over a folder, with `config/local.json` or the given rules; its API
 * keys have a budget that no test spends.
 */
export async function startApp(dataDir: string, rules?: readonly object[]): Promise<RunningApp> {
  const env: Record<string, string> = {
    PORT: '0',
    DATA_DIR: dataDir,
    REQUESTS_PER_MINUTE_PER_KEY: '1000000',
  };
  if (rules) {
    const config = JSON.parse(await readFile('config/local.json', 'utf8'));
    env.CONFIG = join(dataDir, '..', `config-${process.pid}-${Math.random()}.json`);
    await writeFile(env.CONFIG, JSON.stringify({ ...config, rules }));
  }
  const { log, lines } = keptLog();
  const app = await startLocalApp(localSettings(env), log);
  const apiKey = (await readFile(join(dataDir, 'api-key.txt'), 'utf8')).trim();
  return {
    ...app,
    apiKey,
    lines,
    get: async (path, key = apiKey) => {
      const response = await fetch(app.url + path, { headers: { authorization: `Bearer ${key}` } });
      const text = await response.text();
      const type = response.headers.get('content-type') ?? '';
      expectDocumented({ method: 'GET', path }, { status: response.status, type, text });
      return { status: response.status, body: JSON.parse(text) };
    },
  };
}
