import {
  createHash,
  createHmac,
  sign as signBytes,
  timingSafeEqual,
  verify as verifyBytes,
} from 'node:crypto';
import { LogError } from '../../events/errors.ts';
import type { HttpRequest } from '../../runtime/http.ts';
import type { Credentials, UnsignedRequest } from '../adapter.ts';
import { ed25519PrivateKey, type VerificationKey, verificationKeys } from './keys.ts';

/** How far a signed time may lie from now, both ways, in seconds (Standard Webhooks libraries). */
const TOLERANCE = 300;

/** What the signature headers say, with the body that they sign. */
interface Signed {
  /** `<id>.<timestamp>.`, which is signed in front of the body. */
  readonly prefix: string;
  /** Unix seconds. */
  readonly timestamp: number;
  /** `v1,<base64>` and `v1a,<base64>`. */
  readonly signatures: readonly string[];
  readonly body: Buffer;
}

/**
 * Whether one of the signatures in `webhook-signature` (or `svix-signature`) is over
 * `id.timestamp.body` with one of the secrets, and the time is within five minutes of now.
 * Source: Standard Webhooks specification, "Signature scheme".
 */
export function verify(request: HttpRequest, { secrets }: Credentials, now: number): boolean {
  const signed = signedPart(request, 'webhook') ?? signedPart(request, 'svix');
  if (!signed || Math.abs(signed.timestamp - now / 1000) > TOLERANCE) return false;
  return secrets.flatMap(verificationKeys).some((key) => fits(signed, key));
}

/**
 * The headers that a sender would send, with an id made of the body. `whsk_` secrets sign with
 * ed25519, all others with HMAC-SHA-256; a secret without prefix is then the key itself.
 * @throws LogError `invalid_settings` where the secret holds no key to sign with
 */
export function sign(
  { body }: UnsignedRequest,
  secret: string,
  now: number,
): Readonly<Record<string, string>> {
  const id = `msg_${createHash('sha256').update(body).digest('hex').slice(0, 24)}`;
  const timestamp = String(Math.floor(now / 1000));
  const signature = signatureOf(`${id}.${timestamp}.`, body, secret);
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
}

function signedPart({ headers, body }: HttpRequest, family: 'webhook' | 'svix'): Signed | null {
  const header = (name: string) => headers[`${family}-${name}`];
  const [id, timestamp, signature] = [header('id'), header('timestamp'), header('signature')];
  if (!id || !timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) return null;
  const prefix = `${id}.${timestamp}.`;
  return { prefix, timestamp: Number(timestamp), signatures: signature.split(' '), body };
}

function fits(signed: Signed, key: VerificationKey): boolean {
  const marker = `${key.scheme},`;
  const given = signed.signatures
    .filter((each) => each.startsWith(marker))
    .map((each) => Buffer.from(each.slice(marker.length), 'base64'));
  if (given.length === 0) return false;
  if (key.scheme === 'v1a') {
    const content = contentOf(signed.prefix, signed.body);
    return given.some((each) => verifyBytes(null, content, key.key, each));
  }
  const expected = hmac(signed.prefix, signed.body, key.key);
  return given.some((each) => each.length === expected.length && timingSafeEqual(each, expected));
}

function signatureOf(prefix: string, body: Buffer, secret: string): string {
  const privateKey = ed25519PrivateKey(secret);
  if (privateKey) {
    return `v1a,${signBytes(null, contentOf(prefix, body), privateKey).toString('base64')}`;
  }
  const [first] = verificationKeys(secret);
  if (first?.scheme !== 'v1') {
    throw new LogError('invalid_settings', 'The secret holds no key to sign with.');
  }
  return `v1,${hmac(prefix, body, first.key).toString('base64')}`;
}

function hmac(prefix: string, body: Buffer, key: string | Buffer): Buffer {
  return createHmac('sha256', key).update(prefix).update(body).digest();
}

function contentOf(prefix: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(prefix), body]);
}
