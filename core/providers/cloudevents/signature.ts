import {
  createHash,
  createHmac,
  createPublicKey,
  type KeyObject,
  verify as verifyEd25519,
} from 'node:crypto';
import type { HttpRequest } from '../../runtime/http.ts';
import type { Credentials, UnsignedRequest } from '../adapter.ts';
import { equalInConstantTime } from '../constant-time.ts';

/** How far a signed time may lie from now, both ways, in seconds (Standard Webhooks libraries). */
const TOLERANCE = 300;

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** DER head of an ed25519 public key (RFC 8410 §4); the 32 bytes of the key follow. */
const ED25519_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

interface Signed {
  readonly id: string;
  readonly timestamp: string;
  /** `v1,<base64>` and `v1a,<base64>`, separated by blanks. */
  readonly signatures: readonly string[];
  readonly content: Buffer;
}

/**
 * Whether one of the signatures in `webhook-signature` (or `svix-signature`) is over
 * `id.timestamp.body` with one of the secrets, and the time is within five minutes of now. A secret
 * `whpk_...` is an ed25519 public key for `v1a`, any other a key for HMAC-SHA-256, `v1`.
 * Source: Standard Webhooks specification, "Signature scheme".
 */
export function verify(request: HttpRequest, { secrets }: Credentials, now: number): boolean {
  const signed = signedPart(request);
  if (!signed || !isRecent(signed.timestamp, now)) return false;
  return secrets.some((secret) => fits(signed, secret));
}

/** The headers that a sender would send: an id made of the body, and a `v1` signature. */
export function sign(
  { body }: UnsignedRequest,
  secret: string,
  now: number,
): Readonly<Record<string, string>> {
  const id = `msg_${createHash('sha256').update(body).digest('hex').slice(0, 24)}`;
  const timestamp = String(Math.floor(now / 1000));
  const [key = Buffer.of()] = hmacKeys(secret);
  const signature = hmac(key, signedContent(id, timestamp, body));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}

function signedPart({ headers, body }: HttpRequest): Signed | null {
  const header = (name: string) => headers[`webhook-${name}`] ?? headers[`svix-${name}`];
  const [id, timestamp, signature] = [header('id'), header('timestamp'), header('signature')];
  if (!id || !timestamp || !signature) return null;
  const content = signedContent(id, timestamp, body);
  return { id, timestamp, signatures: signature.split(' '), content };
}

function signedContent(id: string, timestamp: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
}

function isRecent(timestamp: string, now: number): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(Number(timestamp) - now / 1000) <= TOLERANCE;
}

function fits(signed: Signed, secret: string): boolean {
  if (secret.startsWith('whpk_')) return fitsPublicKey(signed, secret);
  const expected = hmacKeys(secret).map((key) => hmac(key, signed.content));
  return valuesOf(signed, 'v1').some((given) => {
    return expected.some((value) => equalInConstantTime(given, value));
  });
}

function fitsPublicKey(signed: Signed, secret: string): boolean {
  const key = publicKey(secret);
  if (!key) return false;
  return valuesOf(signed, 'v1a').some((given) => {
    return verifyEd25519(null, signed.content, key, Buffer.from(given, 'base64'));
  });
}

function valuesOf({ signatures }: Signed, version: string): readonly string[] {
  const prefix = `${version},`;
  return signatures.flatMap((each) => (each.startsWith(prefix) ? [each.slice(prefix.length)] : []));
}

/**
 * The keys that a secret can stand for. `whsec_` says base64. Without it the specification's
 * libraries decode base64 all the same, while people who type a secret mean its characters: both fit.
 */
function hmacKeys(secret: string): readonly Buffer[] {
  if (secret.startsWith('whsec_')) return [Buffer.from(secret.slice(6), 'base64')];
  const typed = Buffer.from(secret, 'utf8');
  return BASE64.test(secret) ? [typed, Buffer.from(secret, 'base64')] : [typed];
}

function hmac(key: Buffer, content: Buffer): string {
  return createHmac('sha256', key).update(content).digest('base64');
}

function publicKey(secret: string): KeyObject | null {
  const bytes = Buffer.from(secret.slice(5), 'base64');
  if (bytes.length !== 32) return null;
  return createPublicKey({
    key: Buffer.concat([ED25519_HEAD, bytes]),
    format: 'der',
    type: 'spki',
  });
}
