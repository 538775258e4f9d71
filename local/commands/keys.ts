import { parseArgs } from 'node:util';
import * as z from 'zod';
import { makeApiKey } from '../../core/api/api-key.ts';
import { TENANT_ID } from '../../core/events/event.ts';
import { SCOPES } from '../../core/runtime/access.ts';
import { LOCAL_TENANT } from '../config-file.ts';
import { STAGE_TENANT } from '../deployment/deployment.ts';
import { withDeployment } from '../deployment/with-deployment.ts';
import { runCommand, STAGE_USAGE, UsageError } from './command.ts';

const USAGE = `Usage: npm run keys -- create [--stage S] [--tenant T] [--scopes S,...] [--label TEXT] [--days N]
       npm run keys -- list [--stage S] [--tenant T]
       npm run keys -- revoke KEY_ID [--stage S]
Makes, lists and revokes API keys. A key is shown once; only its hash is stored.
  ${STAGE_USAGE}
  --tenant        whose events the key sees (default: ${LOCAL_TENANT}; on a stage: ${STAGE_TENANT})
  --scopes        of ${SCOPES.join(', ')} (default: events:read)
  --label         what the key is for
  --days          after how many days it expires (default: never)`;

const options = {
  stage: { type: 'string' },
  tenant: { type: 'string' },
  scopes: { type: 'string', default: 'events:read' },
  label: { type: 'string', default: '' },
  days: { type: 'string' },
} as const;

const createOptions = z.object({
  stage: z.string().optional(),
  tenant: z.string().regex(TENANT_ID, 'lower-case letters, digits, - and _, at most 32').optional(),
  scopes: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(SCOPES)).min(1)),
  label: z.string(),
  days: z.coerce.number().positive().optional(),
});

/** Which deployment, and which tenant of it. */
interface Target {
  readonly stage?: string | undefined;
  readonly tenant?: string | undefined;
}

await runCommand(async () => {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [action, keyId] = positionals;
  if (action === 'create' && positionals.length === 1) return create(values);
  if (action === 'list' && positionals.length === 1) return list(values);
  if (action === 'revoke' && keyId && positionals.length === 2) return revoke(keyId, values.stage);
  throw new UsageError(USAGE);
});

async function create(values: unknown): Promise<void> {
  const parsed = createOptions.safeParse(values);
  if (!parsed.success) throw new UsageError(`${z.prettifyError(parsed.error)}\n\n${USAGE}`);
  const { stage, tenant, scopes, label, days } = parsed.data;
  const now = Date.now();
  const expiresAt = days && new Date(now + days * 86_400_000).toISOString();
  const text = await withDeployment(stage, process.env, async (deployment) => {
    const key = makeApiKey(
      {
        tenantId: tenant ?? deployment.defaultTenant,
        scopes,
        label,
        expiresAt: expiresAt || undefined,
      },
      await deployment.apiKeyPepper(),
      new Date(now).toISOString(),
    );
    await deployment.apiKeys.addApiKey(key.stored);
    return key.text;
  });
  console.log(text);
}

async function list({ stage, tenant }: Target): Promise<void> {
  const keys = await withDeployment(stage, process.env, ({ apiKeys, defaultTenant }) => {
    return apiKeys.apiKeys(tenant ?? defaultTenant);
  });
  for (const { key_id, scopes, created_at, expires_at, label } of keys) {
    console.log([key_id, scopes.join(','), created_at, expires_at ?? 'never', label].join('  '));
  }
}

async function revoke(keyId: string, stage: string | undefined): Promise<void> {
  await withDeployment(stage, process.env, async ({ apiKeys, option }) => {
    if (await apiKeys.revokeApiKey(keyId)) return;
    throw new UsageError(`There is no key ${keyId}. npm run keys -- list${option} shows them.`);
  });
  console.log(`Revoked ${keyId}. A running server forgets it within 60 seconds.`);
}
