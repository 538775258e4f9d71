import { readFile } from 'node:fs/promises';
import { LogError } from '../core/events/errors.ts';
import { jsonLog } from '../core/runtime/log.ts';
import { startLocalApp } from './app.ts';
import { apiKeyPath } from './first-start.ts';
import { localSettings } from './settings.ts';

/** `npm start`: serves until it is told to stop. */
async function main(): Promise<void> {
  const settings = localSettings(process.env);
  const app = await startLocalApp(
    settings,
    jsonLog((line) => console.error(line)),
  );
  const apiKey = (await readFile(apiKeyPath(settings), 'utf8')).trim();
  console.log(`data    ${settings.dataDir}`);
  console.log(`api key ${apiKey}`);
  console.log(`ready ${app.url}`);
  const stop = () => void app.stop().then(() => process.exit(0));
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof LogError ? `${error.code}: ${error.message}` : error);
  process.exitCode = 1;
}
