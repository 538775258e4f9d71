import { createHmac } from 'node:crypto';
import type { HttpRequest } from '../../runtime/http.ts';
import type { Credentials, SourceOptions, UnsignedRequest } from '../adapter.ts';
import { equalInConstantTime } from '../constant-time.ts';
import { compiledOptions, type Signature } from './options.ts';

/** Whether the header that the options name holds an HMAC of the raw body, or the secret itself. */
export function verify({ headers, body }: HttpRequest, credentials: Credentials): boolean {
  const { secrets, options } = credentials;
  const { signature } = compiledOptions(options);
  const given = headers[signature.header];
  if (!given) return false;
  const read = signature.kind === 'hmac' && signature.encoding === 'hex' ? lowerCased : asGiven;
  return secrets.some((secret) => {
    return equalInConstantTime(read(given), read(headerOf(body, secret, signature)));
  });
}

/** The header that the sender would send. */
export function sign(
  { body }: UnsignedRequest,
  secret: string,
  _now: number,
  options?: SourceOptions,
): Readonly<Record<string, string>> {
  const { signature } = compiledOptions(options);
  return { [signature.header]: headerOf(body, secret, signature) };
}

function headerOf(body: Buffer, secret: string, signature: Signature): string {
  if (signature.kind === 'token') return `${signature.prefix}${secret}`;
  const { algorithm, encoding, prefix } = signature;
  return `${prefix}${createHmac(algorithm, secret).update(body).digest(encoding)}`;
}

/** Hex digits may be capitals. */
function lowerCased(text: string): string {
  return text.toLowerCase();
}

function asGiven(text: string): string {
  return text;
}
