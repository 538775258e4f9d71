import { LogError } from '../events/errors.ts';
import type { SecretBox } from '../runtime/secret-box.ts';
import type { Source } from './source-store.ts';

const SOURCE_ID = /^[a-z0-9][a-z0-9-]{1,62}$/;

/** What a source is made of, its secrets in the clear. */
export interface SourceRequest {
  readonly sourceId: string;
  readonly tenantId: string;
  readonly provider: string;
  readonly secret: string;
  readonly verifyToken?: string | undefined;
  readonly storeTyping?: boolean | undefined;
  readonly options?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Makes a source with its secrets sealed.
 * @param now UTC, ISO 8601
 * @throws LogError `invalid_settings` on an id that cannot stand in a URL, or an empty secret
 */
export async function newSource(
  request: SourceRequest,
  secrets: SecretBox,
  now: string,
): Promise<Source> {
  const { sourceId, verifyToken } = request;
  if (!SOURCE_ID.test(sourceId)) {
    const rule = 'A source id has 2 to 63 lower-case letters, digits and hyphens.';
    throw new LogError('invalid_settings', rule);
  }
  return {
    source_id: sourceId,
    tenant_id: request.tenantId,
    provider: request.provider,
    secrets: [{ sealed: await sealed(request.secret, sourceId, secrets), created_at: now }],
    verify_token: verifyToken && (await secrets.seal(verifyToken, sourceId)),
    store_typing: request.storeTyping ?? false,
    options: request.options ?? {},
    created_at: now,
  };
}

/**
 * Adds a new secret in front; those before it are accepted until `retiresAt`, so that the vendor
 * can be changed over without losing a webhook.
 * @param now UTC, ISO 8601
 * @param retiresAt UTC, ISO 8601
 * @throws LogError `invalid_settings` on an empty secret
 */
export async function withNewSecret(
  source: Source,
  secret: string,
  secrets: SecretBox,
  now: string,
  retiresAt: string,
): Promise<Source> {
  const retiring = source.secrets
    .filter(({ retires_at }) => retires_at === undefined || retires_at > now)
    .map((old) => ({ ...old, retires_at: old.retires_at ?? retiresAt }));
  const newest = { sealed: await sealed(secret, source.source_id, secrets), created_at: now };
  return { ...source, secrets: [newest, ...retiring] };
}

/** An empty secret would let anyone sign. */
function sealed(secret: string, sourceId: string, secrets: SecretBox): Promise<string> {
  if (secret.trim() === '') throw new LogError('invalid_settings', 'A secret cannot be empty.');
  return secrets.seal(secret, sourceId);
}
