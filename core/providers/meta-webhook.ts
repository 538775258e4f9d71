import { createHmac } from 'node:crypto';
import type { HttpAnswer, HttpRequest } from '../runtime/http.ts';
import type { Credentials, UnsignedRequest } from './adapter.ts';
import { equalInConstantTime } from './constant-time.ts';

const HEADER = 'x-hub-signature-256';

/**
 * Answers Meta's verification of the endpoint: the challenge as it came when the token is the
 * source's, else 403. `null` when the request is none.
 * Source: Meta, "Create a webhook endpoint", Verification requests.
 */
export function answerVerification(
  { method, query }: HttpRequest,
  { verifyToken }: Credentials,
): HttpAnswer | null {
  const challenge = query['hub.challenge'];
  if (method !== 'GET' || query['hub.mode'] !== 'subscribe' || challenge === undefined) return null;
  const given = query['hub.verify_token'] ?? '';
  if (!verifyToken || !equalInConstantTime(given, verifyToken)) return { status: 403 };
  return { status: 200, headers: { 'content-type': 'text/plain' }, body: challenge };
}

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
export function sign({ body }: UnsignedRequest, secret: string): Readonly<Record<string, string>> {
  return { [HEADER]: signatureOf(body, secret) };
}

function signatureOf(body: Buffer, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}
