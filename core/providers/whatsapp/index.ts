import type { ProviderAdapter } from '../adapter.ts';
import { answerVerification } from './handshake.ts';
import { normalize } from './normalize.ts';
import { sign, verify } from './signature.ts';
import { unitsOf } from './units.ts';

/** WhatsApp Business Cloud API. */
export const whatsapp: ProviderAdapter = {
  provider: 'whatsapp',
  lifecycle: 'derived',
  handshake: answerVerification,
  verify,
  read: unitsOf,
  normalize,
  sign: ({ body }, secret) => sign(body, secret),
};
