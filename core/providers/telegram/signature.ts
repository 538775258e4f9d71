import type { HttpRequest } from '../../runtime/http.ts';
import type { Credentials } from '../adapter.ts';
import { equalInConstantTime } from '../constant-time.ts';

const HEADER = 'x-telegram-bot-api-secret-token';

/**
 * Whether the header holds the `secret_token` that was given to `setWebhook`. Nothing is signed:
 * the token alone says that Telegram sent the request.
 * Source: Telegram Bot API, setWebhook.
 */
export function verify({ headers }: HttpRequest, { secrets }: Credentials): boolean {
  const given = headers[HEADER];
  if (!given) return false;
  return secrets.some((secret) => equalInConstantTime(given, secret));
}

/** The header that Telegram would send. */
export function sign(secret: string): Readonly<Record<string, string>> {
  return { [HEADER]: secret };
}
