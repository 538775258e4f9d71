import type { ProviderAdapter } from '../adapter.ts';
import { normalize } from './normalize.ts';
import { sign, verify } from './signature.ts';
import { options, webhooksOf } from './webhook.ts';

/** Chatwoot: webhooks of an account, an agent bot or an API inbox. */
export const chatwoot: ProviderAdapter = {
  provider: 'chatwoot',
  options,
  verify,
  read: webhooksOf,
  normalize,
  sign: ({ body }, secret, now) => sign(body, secret, now),
};
