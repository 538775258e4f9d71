import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { LogError } from '../core/events/errors.ts';
import { adapterFor, adapterNames } from '../core/providers/registry.ts';
import { checkOptions } from '../core/providers/source-options.ts';
import { rulesSchema } from './bus/rules.ts';

/** The tenant that everything on one machine belongs to. */
export const LOCAL_TENANT = 'local';

const configFile = z.strictObject({
  sources: z.array(
    z.strictObject({
      source_id: z.string(),
      provider: z.enum(adapterNames()),
      secret: z.string().min(1),
      verify_token: z.string().min(1).optional(),
      store_typing: z.boolean().optional(),
      options: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
  rules: rulesSchema.default([]),
});

/** Sources to begin with and the bus's rules. */
export type LocalConfig = z.infer<typeof configFile>;

/**
 * Reads the configuration of the one-machine runtime.
 * @throws LogError `invalid_settings` naming all that is wrong
 */
export async function readConfig(path: string): Promise<LocalConfig> {
  const parsed = configFile.safeParse(parseJson(await readText(path), path));
  if (parsed.success) {
    for (const source of parsed.data.sources) await checkSource(source);
    return parsed.data;
  }
  throw new LogError(
    'invalid_settings',
    `${path} needs mending:\n${z.prettifyError(parsed.error)}`,
  );
}

async function checkSource({ provider, options = {} }: LocalConfig['sources'][number]) {
  const adapter = await adapterFor(provider);
  if (adapter) checkOptions(adapter, options);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const advice = `Cannot read ${path}. Set CONFIG to a file like config/local.json.`;
    throw new LogError('invalid_settings', advice, { cause });
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new LogError('invalid_settings', `${path} is not JSON.`, { cause });
  }
}
