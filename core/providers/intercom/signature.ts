import { createHmac } from 'node:crypto';
import type { HttpRequest } from '../../runtime/http.ts';
import type { Credentials } from '../adapter.ts';
import { equalInConstantTime } from '../constant-time.ts';

const HEADER = 'x-hub-signature';

/**
 * Whether `X-Hub-Signature` is `sha1=` and the HMAC-SHA-1 of the raw body under the app's client
 * secret, in hex. No time is signed: a replay is caught by the ids of the events.
 * Source: Intercom, "Webhook topics", Signed notifications.
 */
export function verify({ headers, body }: HttpRequest, { secrets }: Credentials): boolean {
  const given = headers[HEADER];
  if (!given) return false;
  return secrets.some((secret) => equalInConstantTime(given, signatureOf(body, secret)));
}

/** The header that Intercom would send. */
export function sign(body: Buffer, secret: string): Readonly<Record<string, string>> {
  return { [HEADER]: signatureOf(body, secret) };
}

function signatureOf(body: Buffer, secret: string): string {
  return `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`;
}
