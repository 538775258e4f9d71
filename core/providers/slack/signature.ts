import { createHmac } from 'node:crypto';
import type { HttpRequest } from '../../runtime/http.ts';
import type { Credentials, UnsignedRequest } from '../adapter.ts';
import { equalInConstantTime } from '../constant-time.ts';

const SIGNATURE = 'x-slack-signature';
const TIMESTAMP = 'x-slack-request-timestamp';

/** How far the signed time may lie from now, both ways, in seconds. */
const TOLERANCE = 300;

const UNIX_SECONDS = /^\d{1,12}$/;

/**
 * Whether `X-Slack-Signature` is `v0=` and the HMAC-SHA-256, in hex, of
 * `v0:<X-Slack-Request-Timestamp>:<raw body>` with one of the signing secrets, and the time is
 * within five minutes of now. Source: docs.slack.dev, "Verifying requests from Slack".
 */
export function verify(
  { headers, body }: HttpRequest,
  { secrets }: Credentials,
  now: number,
): boolean {
  const [given, timestamp] = [headers[SIGNATURE], headers[TIMESTAMP]];
  if (!given || !timestamp || !UNIX_SECONDS.test(timestamp)) return false;
  if (Math.abs(Number(timestamp) - now / 1000) > TOLERANCE) return false;
  return secrets.some((secret) => equalInConstantTime(given, signatureOf(timestamp, body, secret)));
}

/** The headers that Slack would send. */
export function sign(
  { body }: UnsignedRequest,
  secret: string,
  now: number,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now / 1000));
  return { [TIMESTAMP]: timestamp, [SIGNATURE]: signatureOf(timestamp, body, secret) };
}

function signatureOf(timestamp: string, body: Buffer, secret: string): string {
  const hmac = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body);
  return `v0=${hmac.digest('hex')}`;
}
