import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { encodeCrockford } from '../events/crockford.ts';
import type { ApiKey, Scope } from '../runtime/access.ts';

const FORM = /^clog_([0-9A-HJKMNP-TV-Z]{16})_[0-9A-HJKMNP-TV-Z]{32}$/;

/** What a new key is made for. */
export interface KeyRequest {
  readonly tenantId: string;
  readonly scopes: readonly Scope[];
  readonly label: string;
  /** UTC, ISO 8601. */
  readonly expiresAt?: string | undefined;
}

/**
 * Makes an API key `clog_<id>_<secret>` with a secret of 160 random bits. The text is shown once;
 * what is stored is its HMAC-SHA-256 under the deployment's pepper.
 * @param now UTC, ISO 8601
 */
export function makeApiKey(
  request: KeyRequest,
  pepper: Buffer,
  now: string,
): { readonly text: string; readonly stored: ApiKey } {
  const keyId = encodeCrockford(randomBytes(10));
  const text = `clog_${keyId}_${encodeCrockford(randomBytes(20))}`;
  return {
    text,
    stored: {
      key_id: keyId,
      tenant_id: request.tenantId,
      digest: digestOf(text, pepper).toString('hex'),
      scopes: request.scopes,
      label: request.label,
      created_at: now,
      expires_at: request.expiresAt,
    },
  };
}

/** The id inside a key's text; `null` when the text is not a key. */
export function apiKeyId(text: string): string | null {
  return FORM.exec(text)?.[1] ?? null;
}

/** Whether a text is the stored key, in constant time. */
export function isApiKey(text: string, stored: ApiKey, pepper: Buffer): boolean {
  return timingSafeEqual(digestOf(text, pepper), Buffer.from(stored.digest, 'hex'));
}

/**
 * The API key in an `Authorization` header: `Bearer KEY`, or `Basic` with the key as password
 * (Zendesk's clients send `email/token:KEY`).
 */
export function keyInHeader(authorization: string): string | null {
  const [scheme = '', value = ''] = authorization.trim().split(/\s+/, 2);
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() !== 'basic') return null;
  const credentials = Buffer.from(value, 'base64').toString('utf8');
  return credentials.slice(credentials.indexOf(':') + 1);
}

function digestOf(text: string, pepper: Buffer): Buffer {
  return createHmac('sha256', pepper).update(text).digest();
}
