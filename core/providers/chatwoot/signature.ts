import { createHash, createHmac } from 'node:crypto';
import type { HttpRequest } from '../../runtime/http.ts';
import type { Credentials } from '../adapter.ts';
import { equalInConstantTime } from '../constant-time.ts';

const SIGNATURE = 'x-chatwoot-signature';
const TIMESTAMP = 'x-chatwoot-timestamp';
const DELIVERY = 'x-chatwoot-delivery';

/** How far a signed time may lie from now, both ways, in seconds; Chatwoot signs each attempt anew. */
const TOLERANCE = 300;

const SECONDS = /^\d{1,12}$/;

/**
 * Whether `X-Chatwoot-Signature` is `sha256=` and the HMAC-SHA-256 of `timestamp.body` in hex, with a
 * time within five minutes of now. A Chatwoot that does not sign sends no such header: then the
 * secret must be in the webhook's URL as `?token=`.
 * Source: Chatwoot, lib/webhooks/trigger.rb.
 */
export function verify(request: HttpRequest, { secrets }: Credentials, now: number): boolean {
  const { headers, query } = request;
  const signature = headers[SIGNATURE];
  if (signature === undefined) {
    const { token } = query;
    return token ? secrets.some((secret) => equalInConstantTime(token, secret)) : false;
  }
  const timestamp = headers[TIMESTAMP] ?? '';
  if (!SECONDS.test(timestamp)) return false;
  if (Math.abs(Number(timestamp) - now / 1000) > TOLERANCE) return false;
  return secrets.some((secret) =>
    equalInConstantTime(signature, signatureOf(timestamp, request.body, secret)),
  );
}

/** The headers that Chatwoot would send, with an id of the delivery made of the body. */
export function sign(body: Buffer, secret: string, now: number): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now / 1000));
  return {
    [TIMESTAMP]: timestamp,
    [SIGNATURE]: signatureOf(timestamp, body, secret),
    [DELIVERY]: createHash('sha256').update(body).digest('hex').slice(0, 32),
  };
}

/** Chatwoot's id of the delivery, where it sends one. */
export function deliveryOf({ headers }: HttpRequest): string | undefined {
  return headers[DELIVERY] || undefined;
}

function signatureOf(timestamp: string, body: Buffer, secret: string): string {
  const signed = createHmac('sha256', secret).update(`${timestamp}.`).update(body);
  return `sha256=${signed.digest('hex')}`;
}
