import { createHash, createHmac } from 'node:crypto';
import { timeFromIso, timeFromSeconds } from '../../events/time.ts';
import type { HttpRequest } from '../../runtime/http.ts';
import type { Credentials, UnsignedRequest } from '../adapter.ts';
import { equalInConstantTime } from '../constant-time.ts';
import { INVOCATION } from './delivery.ts';

const SIGNATURE = 'x-zendesk-webhook-signature';
const TIMESTAMP = 'x-zendesk-webhook-signature-timestamp';

/**
 * How far a signed time may lie from now, both ways, in milliseconds. Zendesk prescribes no window
 * and does not say whether it signs a retry anew; what is refused, it never sends again. A day
 * outlasts any retry, and what is replayed within it only gives events that are there already.
 */
const TOLERANCE = 24 * 60 * 60 * 1000;

/**
 * Whether the signature is the HMAC-SHA-256, in base64, of the timestamp header and the raw body,
 * joined without a separator, under one of the secrets as they are written (they look like base64
 * and are not decoded). Source: Zendesk developer documentation, "Verifying webhooks".
 */
export function verify(request: HttpRequest, { secrets }: Credentials, now: number): boolean {
  const { headers, body } = request;
  const [given, timestamp] = [headers[SIGNATURE], headers[TIMESTAMP]];
  if (!given || !timestamp || !isRecent(timestamp, now)) return false;
  return secrets.some((secret) => equalInConstantTime(given, signatureOf(timestamp, body, secret)));
}

/** The headers that Zendesk would send, with an invocation made of the body. */
export function sign(
  { body }: UnsignedRequest,
  secret: string,
  now: number,
): Readonly<Record<string, string>> {
  const timestamp = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
  return {
    [TIMESTAMP]: timestamp,
    [SIGNATURE]: signatureOf(timestamp, body, secret),
    [INVOCATION]: createHash('sha256').update(body).digest('hex').slice(0, 26),
  };
}

function isRecent(timestamp: string, now: number): boolean {
  const signedAt = timeOf(timestamp);
  return signedAt !== null && Math.abs(signedAt - now) <= TOLERANCE;
}

/** ISO 8601 in Zendesk's documentation; unix seconds in the tests of some libraries. */
function timeOf(timestamp: string): number | null {
  try {
    return /^\d+$/.test(timestamp) ? timeFromSeconds(timestamp) : timeFromIso(timestamp);
  } catch {
    return null;
  }
}

function signatureOf(timestamp: string, body: Buffer, secret: string): string {
  return createHmac('sha256', secret).update(timestamp).update(body).digest('base64');
}
