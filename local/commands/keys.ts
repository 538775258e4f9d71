import { parseArgs } from 'node:util';
import * as z from 'zod';
import { makeApiKey } from '../../core/api/api-key.ts';
import { TENANT_ID } from '../../core/events/event.ts';
import { SCOPES } from '../../core/runtime/access.ts';
import { LOCAL_TENANT } from '../config-file.ts';
import { withData } from '../data.ts';
import { localSettings } from '../settings.ts';
import { runCommand, UsageError } from './command.ts';

const USAGE = `Usage: npm run keys -- create [--tenant T] [--scopes S,...] [--label TEXT] [--days N]
       npm run keys -- list [--tenant T]
       npm run keys -- revoke KEY_ID
Makes, lists and revokes API keys. A key is shown once; only its hash is stored.
  --tenant  whose events the key sees (default: ${LOCAL_TENANT})
  --scopes  of ${SCOPES.join(', ')} (default: events:read)
  --label   what the key is for
  --days    after how many days it expires (default: never)`;

const options = {
  tenant: { type: 'string', default: LOCAL_TENANT },
  scopes: { type: 'string', default: 'events:read' },
  label: { type: 'string', default: '' },
  days: { type: 'string' },
} as const;

const createOptions = z.object({
  tenant: z.string().regex(TENANT_ID, 'lower-case letters, digits, - and _, at most 32'),
  scopes: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(SCOPES)).min(1)),
  label: z.string(),
  days: z.coerce.number().positive().optional(),
});

await runCommand(async () => {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [action, keyId] = positionals;
  if (action === 'create' && positionals.length === 1) return create(values);
  if (action === 'list' && positionals.length === 1) return list(values.tenant);
  if (action === 'revoke' && keyId && positionals.length === 2) return revoke(keyId);
  throw new UsageError(USAGE);
});

async function create(values: unknown): Promise<void> {
  const parsed = createOptions.safeParse(values);
  if (!parsed.success) throw new UsageError(`${z.prettifyError(parsed.error)}\n\n${USAGE}`);
  const { tenant, scopes, label, days } = parsed.data;
  const now = Date.now();
  const request = {
    tenantId: tenant,
    scopes,
    label,
    expiresAt: days && new Date(now + days * 86_400_000).toISOString(),
  };
  const text = await withData(localSettings(process.env), async ({ keys, apiKeys }) => {
    const key = makeApiKey(
      { ...request, expiresAt: request.expiresAt || undefined },
      keys.apiKeyPepper,
      new Date(now).toISOString(),
    );
    await apiKeys.addApiKey(key.stored);
    return key.text;
  });
  console.log(text);
}

async function list(tenant: string): Promise<void> {
  const keys = await withData(localSettings(process.env), (data) => data.apiKeys.apiKeys(tenant));
  for (const { key_id, scopes, created_at, expires_at, label } of keys) {
    console.log([key_id, scopes.join(','), created_at, expires_at ?? 'never', label].join('  '));
  }
}

async function revoke(keyId: string): Promise<void> {
  const settings = localSettings(process.env);
  const revoked = await withData(settings, (data) => data.apiKeys.revokeApiKey(keyId));
  if (!revoked) throw new UsageError(`There is no key ${keyId}. npm run keys -- list shows them.`);
  console.log(`Revoked ${keyId}. A running server forgets it within 60 seconds.`);
}
