import { createHmac } from 'node:crypto';
import type { HttpRequest } from '../../runtime/http.ts';
import type { Credentials, UnsignedRequest } from '../adapter.ts';
import { equalInConstantTime } from '../constant-time.ts';

const HEADER = 'x-template-signature';

/** `X-Template-Signature` is the HMAC-SHA-256 of the raw body, in hex. Source: (the vendor's page). */
export function verify({ headers, body }: HttpRequest, { secrets }: Credentials): boolean {
  const given = headers[HEADER] ?? '';
  return secrets.some((secret) => equalInConstantTime(given, signatureOf(body, secret)));
}

/** The header that the vendor would send. */
export function sign({ body }: UnsignedRequest, secret: string): Readonly<Record<string, string>> {
  return { [HEADER]: signatureOf(body, secret) };
}

function signatureOf(body: Buffer, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}
