import { join } from 'node:path';
import { makeApiKey } from '../core/api/api-key.ts';
import { LogError } from '../core/events/errors.ts';
import { newSource } from '../core/store/new-source.ts';
import { LOCAL_TENANT, type LocalConfig } from './config-file.ts';
import type { LocalData } from './data.ts';
import { isLoopback, type LocalSettings } from './settings.ts';
import { writeWhole } from './write-whole.ts';

/** Secrets of the sources in config/local.json start so: everyone knows them. */
const KNOWN_SECRET = 'local-';

/** Fills an empty data folder: the configured sources, and an API key in `DATA_DIR/api-key.txt`. */
export async function prepareFirstStart(
  data: LocalData,
  config: LocalConfig,
  settings: LocalSettings,
): Promise<void> {
  const now = new Date().toISOString();
  if ((await data.sources.sources(LOCAL_TENANT)).length === 0) {
    for (const source of config.sources) await addConfigured(source, data, now);
  }
  if ((await data.apiKeys.apiKeys(LOCAL_TENANT)).length === 0) {
    const request = { tenantId: LOCAL_TENANT, scopes: ['admin' as const], label: 'first start' };
    const { text, stored } = makeApiKey(request, data.keys.apiKeyPepper, now);
    await writeWhole(apiKeyPath(settings), `${text}\n`);
    await data.apiKeys.addApiKey(stored);
  }
}

/** The file that holds the API key made on the first start. */
export function apiKeyPath(settings: LocalSettings): string {
  return join(settings.dataDir, 'api-key.txt');
}

async function addConfigured(
  source: LocalConfig['sources'][number],
  { sources, keys }: LocalData,
  now: string,
): Promise<void> {
  const request = {
    sourceId: source.source_id,
    tenantId: LOCAL_TENANT,
    provider: source.provider,
    secret: source.secret,
    verifyToken: source.verify_token,
    storeTyping: source.store_typing,
    options: source.options,
  };
  await sources.addSource(await newSource(request, keys.secrets, now));
}

/**
 * Refuses to be reached from outside while a source still has a secret that everyone knows.
 * @throws LogError `invalid_settings` naming the sources
 */
export async function refuseKnownSecrets(data: LocalData, settings: LocalSettings): Promise<void> {
  if (isLoopback(settings.host)) return;
  const known: string[] = [];
  for (const source of await data.sources.sources(LOCAL_TENANT)) {
    const open = ({ sealed }: { readonly sealed: string }) => {
      return data.keys.secrets.open(sealed, source.source_id);
    };
    const secrets = await Promise.all(source.secrets.map(open));
    if (secrets.some((secret) => secret.startsWith(KNOWN_SECRET))) known.push(source.source_id);
  }
  if (known.length === 0) return;
  throw new LogError(
    'invalid_settings',
    `HOST=${settings.host} can be reached from outside, but these sources have the secrets of ` +
      `config/local.json, which everyone knows: ${known.join(', ')}. Rotate them ` +
      '(npm run sources -- rotate ID) or remove them, or leave HOST at 127.0.0.1.',
  );
}
