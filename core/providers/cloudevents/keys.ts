import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** A key to check signatures with, by the scheme's name in the signature header. */
export type VerificationKey =
  | { readonly scheme: 'v1'; readonly key: string | Buffer }
  | { readonly scheme: 'v1a'; readonly key: KeyObject };

/** DER in front of the 32 bytes of an ed25519 key: RFC 8410 §4 (public) and §7 (private). */
const PUBLIC_KEY_HEAD = Buffer.from('302a300506032b6570032100', 'hex');
const PRIVATE_KEY_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * The keys that a secret stands for: none where it is empty or malformed, since anyone can sign
 * with an empty key.
 *
 * Standard Webhooks writes `whsec_` (HMAC), `whpk_` and `whsk_` (ed25519) before base64. Its
 * libraries decode a secret without prefix as base64 too, while people who type a secret mean its
 * characters: such a secret is taken both ways.
 */
export function verificationKeys(secret: string): readonly VerificationKey[] {
  if (/^wh[ps]k_/.test(secret)) {
    const key = ed25519PublicKey(secret);
    return key ? [{ scheme: 'v1a', key }] : [];
  }
  return hmacKeys(secret).map((key) => ({ scheme: 'v1', key }));
}

/** The ed25519 key of a `whsk_` secret: its seed of 32 bytes, alone or before the public key. */
export function ed25519PrivateKey(secret: string): KeyObject | null {
  const bytes = fromBase64(secret.slice('whsk_'.length));
  if (!secret.startsWith('whsk_') || ![32, 64].includes(bytes.length)) return null;
  const key = Buffer.concat([PRIVATE_KEY_HEAD, bytes.subarray(0, 32)]);
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
}

function ed25519PublicKey(secret: string): KeyObject | null {
  if (secret.startsWith('whsk_')) {
    const privateKey = ed25519PrivateKey(secret);
    return privateKey && createPublicKey(privateKey);
  }
  const bytes = fromBase64(secret.slice('whpk_'.length));
  if (bytes.length !== 32) return null;
  const key = Buffer.concat([PUBLIC_KEY_HEAD, bytes]);
  return createPublicKey({ key, format: 'der', type: 'spki' });
}

/** A text stays one: Node makes an HMAC five times faster with a string than with its bytes. */
function hmacKeys(secret: string): readonly (string | Buffer)[] {
  const keys = secret.startsWith('whsec_')
    ? [fromBase64(secret.slice('whsec_'.length))]
    : [secret, fromBase64(secret)];
  return keys.filter((key) => key.length > 0);
}

/** The bytes of a base64 text (RFC 4648 §4, padding optional); none where it is not one. */
function fromBase64(text: string): Buffer {
  return BASE64.test(text) ? Buffer.from(text, 'base64') : Buffer.of();
}
