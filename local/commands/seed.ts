import { parseArgs } from 'node:util';
import { LogError } from '../../core/events/errors.ts';
import { adapterFor } from '../../core/providers/registry.ts';
import type { Source } from '../../core/store/source-store.ts';
import { LOCAL_TENANT } from '../config-file.ts';
import { type LocalData, withData } from '../data.ts';
import { type LocalSettings, localSettings } from '../settings.ts';
import { runCommand } from './command.ts';
import { exampleRequest, examplesOf, sendExample } from './examples.ts';

await runCommand(async () => {
  parseArgs({});
  const settings = localSettings(process.env);
  await requireServer(settings);
  const failed = await withData(settings, async (data) => {
    let failures = 0;
    for (const source of await data.sources.sources(LOCAL_TENANT)) {
      failures += await seedSource(source, data, settings);
    }
    return failures;
  });
  if (failed > 0) throw new LogError('unreadable_delivery', `${failed} webhooks were not logged.`);
});

/** Sends every example of a source's provider through the front door; gives how many failed. */
async function seedSource(
  source: Source,
  { keys }: LocalData,
  settings: LocalSettings,
): Promise<number> {
  const adapter = await adapterFor(source.provider);
  const [newest] = source.secrets;
  if (!adapter || !newest) return 0;
  const secret = await keys.secrets.open(newest.sealed, source.source_id);
  let failures = 0;
  for (const { name, body } of await examplesOf(source.provider)) {
    const request = exampleRequest(adapter, source.source_id, body, originOf(settings));
    const { status, answer } = await sendExample(adapter, request, secret, source.options);
    if (status >= 300) failures++;
    console.log(`${status}  ${`${source.source_id}/${name}`.padEnd(60)} ${summaryOf(answer)}`);
  }
  return failures;
}

function summaryOf(answer: unknown): string {
  if (answer === null || typeof answer !== 'object') return '';
  const counts = Object.entries(answer).filter(([, value]) => value !== 0);
  return counts.map(([name, value]) => `${name} ${value}`).join(', ');
}

async function requireServer(settings: LocalSettings): Promise<void> {
  try {
    await fetch(`${originOf(settings)}/health`);
  } catch (cause) {
    const advice = `Nothing serves ${originOf(settings)}. Run npm start in another terminal first.`;
    throw new LogError('invalid_settings', advice, { cause });
  }
}

function originOf({ host, port }: LocalSettings): string {
  return `http://${host}:${port}`;
}
