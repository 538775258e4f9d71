import type { ProviderAdapter } from '../adapter.ts';
import { readJson } from '../json-body.ts';
import { normalize } from './normalize.ts';
import { delivery } from './payload.ts';
import { sign, verify } from './signature.ts';
import { options } from './update.ts';

/** Telegram Bot API. */
export const telegram: ProviderAdapter = {
  provider: 'telegram',
  lifecycle: 'derived',
  options,
  verify,
  read: ({ body }) => [readJson(body, delivery)],
  normalize,
  sign: (_request, secret) => sign(secret),
  // An answer that holds `method` would be executed as a call of the Bot API.
  emptyAnswer: true,
};
