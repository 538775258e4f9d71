import type { HttpAnswer, HttpRequest } from '../../runtime/http.ts';

/**
 * Answers the HEAD request by which Intercom checks that the endpoint exists, before it saves its
 * URL. `null` when the request is none.
 * Source: Intercom, "Setting up webhooks".
 */
export function answerCheck({ method }: HttpRequest): HttpAnswer | null {
  return method === 'HEAD' ? { status: 200 } : null;
}
