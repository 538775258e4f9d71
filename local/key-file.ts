import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import type { SecretBox } from '../core/runtime/secret-box.ts';
import { systemCode } from './system-code.ts';
import { writeWhole } from './write-whole.ts';

const hexKey = z.string().regex(/^[0-9a-f]{64}$/);

/** The deployment's own secrets: 32 random bytes each, in hex. */
const keyFile = z.object({
  /** Names conversations and participants; losing or changing it changes every id. */
  identity_key: hexKey,
  /** Under which API keys are hashed. */
  api_key_pepper: hexKey,
  /** Seals the secrets of sources. */
  secret_box_key: hexKey,
});

type KeyFile = z.infer<typeof keyFile>;

/** The keys of a one-machine deployment. */
export interface LocalKeys {
  readonly identityKey: Buffer;
  readonly apiKeyPepper: Buffer;
  readonly secrets: SecretBox;
}

/** Reads the keys, or makes them on the first start, in a file that only its owner can read. */
export async function localKeys(path: string): Promise<LocalKeys> {
  const keys = (await readKeys(path)) ?? (await makeKeys(path));
  return {
    identityKey: Buffer.from(keys.identity_key, 'hex'),
    apiKeyPepper: Buffer.from(keys.api_key_pepper, 'hex'),
    secrets: aesSecretBox(Buffer.from(keys.secret_box_key, 'hex')),
  };
}

async function readKeys(path: string): Promise<KeyFile | null> {
  try {
    return keyFile.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

async function makeKeys(path: string): Promise<KeyFile> {
  const key = () => randomBytes(32).toString('hex');
  const keys = { identity_key: key(), api_key_pepper: key(), secret_box_key: key() };
  await writeWhole(path, `${JSON.stringify(keys, null, 2)}\n`);
  return keys;
}

/** Seals with AES-256-GCM: nonce, tag and ciphertext as base64, bound to the context. */
function aesSecretBox(key: Buffer): SecretBox {
  return {
    seal: async (secret, context) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64');
    },
    open: async (sealed, context) => {
      const bytes = Buffer.from(sealed, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), {
        authTagLength: 16,
      });
      decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString(
        'utf8',
      );
    },
  };
}
