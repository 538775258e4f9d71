import type { HttpRequest } from '../../runtime/http.ts';
import type { Credentials } from '../adapter.ts';
import { equalInConstantTime } from '../constant-time.ts';

const HEADER = 'x-api-key';

/**
 * Whether the request carries one of the webhook's shared secrets in `X-API-Key` (Sunshine
 * Conversations API, Webhooks). The vendor signs neither the body nor a time, so a replay is caught
 * by the ids of the events alone.
 */
export function verify(request: HttpRequest, { secrets }: Credentials): boolean {
  const given = request.headers[HEADER];
  if (!given) return false;
  return secrets.reduce((found, secret) => equalInConstantTime(given, secret) || found, false);
}

/** The header that the vendor sends with every delivery. */
export function sign(secret: string): Readonly<Record<string, string>> {
  return { [HEADER]: secret };
}
