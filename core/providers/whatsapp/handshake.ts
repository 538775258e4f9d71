import type { HttpAnswer, HttpRequest } from '../../runtime/http.ts';
import type { Credentials } from '../adapter.ts';
import { equalInConstantTime } from '../constant-time.ts';

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
