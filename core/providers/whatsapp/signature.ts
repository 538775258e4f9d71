import { createHmac } from 'node:crypto';
import type { HttpRequest } from '../../runtime/http.ts';
import type { Credentials } from '../adapter.ts';
import { equalInConstantTime } from '../constant-time.ts';

const HEADER = 'x-hub-signature-256';

/**
 * Whether `X-Hub-Signature-256` is `sha256=` and the HMAC-SHA-256 of the raw body under the app
 * secret, in hex. Meta signs the body as it sends it, non-ASCII characters as `\uXXXX`: only the raw
 * bytes verify. No time is signed: a replay is caught by the ids of the events.
 * Source: Meta, "Create a webhook endpoint", Validating payloads.
 */
export function verify({ headers, body }: HttpRequest, { secrets }: Credentials): boolean {
  const given = headers[HEADER];
  if (!given) return false;
  return secrets.some((secret) => equalInConstantTime(given, signatureOf(body, secret)));
}

/** The header that Meta would send. */
export function sign(body: Buffer, secret: string): Readonly<Record<string, string>> {
  return { [HEADER]: signatureOf(body, secret) };
}

function signatureOf(body: Buffer, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}
