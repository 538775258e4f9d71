import type { ProviderAdapter } from '../adapter.ts';
import { normalize } from './normalize.ts';
import { sign, verify } from './signature.ts';
import { unitsOf } from './unit.ts';

/** LINE Messaging API. */
export const line: ProviderAdapter = {
  provider: 'line',
  lifecycle: 'derived',
  verify,
  read: unitsOf,
  normalize,
  sign: ({ body }, secret) => sign(body, secret),
};
