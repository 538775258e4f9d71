import { deploymentKey, documentClient } from '../../core/runtime/aws-clients.ts';
import { readEnv } from '../../core/runtime/env.ts';
import { lazy } from '../../core/runtime/lazy.ts';
import { DynamoApiKeyStore } from '../../core/store/dynamo-api-key-store.ts';
import { DynamoRecords } from '../../core/store/dynamo-records.ts';
import { authorizeEnv } from './env.ts';

/** What the authorizer is made of on AWS. */
export function authorizeDependencies() {
  const env = readEnv(authorizeEnv, process.env);
  return {
    keys: new DynamoApiKeyStore(new DynamoRecords(documentClient(), env.TABLE_NAME)),
    pepper: lazy(() => deploymentKey(env.API_KEY_PEPPER_ARN)),
    now: Date.now,
  };
}
