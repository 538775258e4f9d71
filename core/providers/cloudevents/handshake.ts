import type { HttpAnswer, HttpRequest } from '../../runtime/http.ts';

/**
 * Answers the abuse protection of CloudEvents' HTTP webhooks: the sender may deliver, at any rate.
 * What it delivers must be signed all the same. `null` when the request asks nothing.
 * Source: CloudEvents, "HTTP 1.1 Web Hooks for Event Delivery", section 4.
 */
export function allowSender({ method, headers }: HttpRequest): HttpAnswer | null {
  const origin = headers['webhook-request-origin'];
  if (method !== 'OPTIONS' || !origin) return null;
  return {
    status: 200,
    headers: { 'webhook-allowed-origin': origin, 'webhook-allowed-rate': '*', allow: 'POST' },
  };
}
