import { createHmac } from 'node:crypto';
import type { HttpRequest } from '../../runtime/http.ts';
import type { Credentials } from '../adapter.ts';
import { equalInConstantTime } from '../constant-time.ts';

const HEADER = 'x-line-signature';

/**
 * Whether the header is the base64 of the HMAC-SHA-256 of the raw body under the channel secret.
 * Source: LINE Developers, "Verify webhook signature".
 */
export function verify({ headers, body }: HttpRequest, { secrets }: Credentials): boolean {
  const given = headers[HEADER];
  if (!given) return false;
  return secrets.some((secret) => equalInConstantTime(given, signatureOf(body, secret)));
}

/** The header that LINE would send. */
export function sign(body: Buffer, secret: string): Readonly<Record<string, string>> {
  return { [HEADER]: signatureOf(body, secret) };
}

function signatureOf(body: Buffer, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('base64');
}
