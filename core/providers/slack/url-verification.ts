import type { HttpAnswer, HttpRequest } from '../../runtime/http.ts';
import { readJson } from '../json-body.ts';
import { delivery, urlVerification } from './payload.ts';

const MARK = '"url_verification"';

/** A challenge is a few hundred bytes; a longer body is not searched for its mark. */
const MOST_BYTES = 4096;

/**
 * The challenge that Slack sends when a Request URL is entered, given back as plain text; `null`
 * for any other delivery. Slack signs it like an event. Source: docs.slack.dev, `url_verification`.
 */
export function challengeAnswer({ body }: HttpRequest): HttpAnswer | null {
  if (body.length > MOST_BYTES || !body.includes(MARK)) return null;
  const read = urlVerification.safeParse(parsed(body));
  if (!read.success) return null;
  return { status: 200, headers: { 'content-type': 'text/plain' }, body: read.data.challenge };
}

/** A body that is no JSON is no challenge: it is quarantined like any other that cannot be read. */
function parsed(body: Buffer): unknown {
  try {
    return readJson(body, delivery);
  } catch {
    return undefined;
  }
}
