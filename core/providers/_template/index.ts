import type { ProviderAdapter } from '../adapter.ts';
import { readJson } from '../json-body.ts';
import { normalize } from './normalize.ts';
import { delivery } from './payload.ts';
import { sign, verify } from './signature.ts';

/** The provider's webhooks; see README.md. */
export const template: ProviderAdapter = {
  provider: 'template',
  verify,
  read: ({ body }) => readJson(body, delivery).events,
  normalize,
  sign,
};
