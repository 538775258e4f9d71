import type { ProviderAdapter } from '../adapter.ts';
import { readJson } from '../json-body.ts';
import { answerCheck } from './handshake.ts';
import { normalize } from './normalize.ts';
import { delivery } from './payload.ts';
import { sign, verify } from './signature.ts';

/** Intercom, in the shapes of its API 1.x and 2.x. */
export const intercom: ProviderAdapter = {
  provider: 'intercom',
  handshake: answerCheck,
  verify,
  read: ({ body }) => [readJson(body, delivery)],
  normalize,
  sign: ({ body }, secret) => sign(body, secret),
};
