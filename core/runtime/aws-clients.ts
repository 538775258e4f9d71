import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { LogError } from '../events/errors.ts';
import type { SecretBox } from './secret-box.ts';

/** The part of an SDK client that holds its middleware. */
interface Client {
  readonly middlewareStack: { remove(name: string): boolean };
}

/**
 * Takes the logger middleware out of an SDK client: it walks every answer even with no logger set,
 * which is more than half of the CPU of a page.
 */
export function withoutLogger<Sdk extends Client>(client: Sdk): Sdk {
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}

/**
 * A document client that leaves retries to its caller: each attempt must be made anew, since it
 * carries the time of recording.
 */
export function documentClient(config: DynamoDBClientConfig = {}): DynamoDBDocumentClient {
  const client = withoutLogger(new DynamoDBClient({ ...config, maxAttempts: 1 }));
  return DynamoDBDocumentClient.from(client, {
    marshallOptions: { removeUndefinedValues: true },
  });
}

/** Seals with a KMS key; the context is part of the encryption context, so it is audited too. */
export function kmsSecretBox(keyArn: string): SecretBox {
  const client = withoutLogger(new KMSClient());
  const EncryptionContext = (context: string) => ({ 'conversation-log': context });
  return {
    seal: async (secret, context) => {
      const input = {
        KeyId: keyArn,
        Plaintext: Buffer.from(secret, 'utf8'),
        EncryptionContext: EncryptionContext(context),
      };
      const { CiphertextBlob } = await client.send(new EncryptCommand(input));
      return Buffer.from(CiphertextBlob ?? []).toString('base64');
    },
    open: async (sealed, context) => {
      const input = {
        KeyId: keyArn,
        CiphertextBlob: Buffer.from(sealed, 'base64'),
        EncryptionContext: EncryptionContext(context),
      };
      const { Plaintext } = await client.send(new DecryptCommand(input));
      return Buffer.from(Plaintext ?? []).toString('utf8');
    },
  };
}

/**
 * One of the deployment's own keys, from Secrets Manager.
 * @throws LogError `secrets_unavailable`
 */
export async function deploymentKey(secretArn: string): Promise<Buffer> {
  const client = withoutLogger(new SecretsManagerClient());
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
  if (!SecretString) throw new LogError('secrets_unavailable', 'A deployment key is empty.');
  return Buffer.from(SecretString, 'utf8');
}
