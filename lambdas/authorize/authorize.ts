import type {
  APIGatewayRequestAuthorizerEventV2,
  APIGatewaySimpleAuthorizerWithContextResult,
} from 'aws-lambda';
import { apiKeyId, isApiKey, keyInHeader } from '../../core/api/api-key.ts';
import type { Caller } from '../../core/api/caller.ts';
import type { ApiKeyStore } from '../../core/store/api-key-store.ts';

interface Dependencies {
  readonly keys: ApiKeyStore;
  readonly pepper: () => Promise<Buffer>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What the authorizer reads of a request. */
export type AuthorizerEvent = Pick<APIGatewayRequestAuthorizerEventV2, 'headers'>;

/** What the authorizer gives the gateway: always a pass, with who is calling. */
export type Authorization = APIGatewaySimpleAuthorizerWithContextResult<Caller>;

/**
 * The Lambda authorizer (simple responses). It only identifies: it lets every request through with
 * the key's tenant and scopes, or with none when the key is not valid, and the function that
 * answers decides. So 401 and 403 have the API's own form. The gateway caches the result by the
 * `Authorization` header for 60 seconds: a revoked key works no longer than that.
 */
export function createAuthorizer({ keys, pepper, now }: Dependencies) {
  return async (event: AuthorizerEvent): Promise<Authorization> => {
    const header = event.headers?.authorization ?? '';
    const text = keyInHeader(header);
    const keyId = text === null ? null : apiKeyId(text);
    const stored = keyId === null ? null : await keys.apiKey(keyId);
    const known = text !== null && stored !== null && isApiKey(text, stored, await pepper());
    const expired = stored?.expires_at !== undefined && Date.parse(stored.expires_at) <= now();
    if (!known || expired) return { isAuthorized: true, context: { scopes: '' } };
    const { tenant_id, key_id, scopes } = stored;
    return { isAuthorized: true, context: { tenant_id, key_id, scopes: scopes.join(' ') } };
  };
}
