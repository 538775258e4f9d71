import type { ProviderAdapter } from '../adapter.ts';
import { answerVerification, sign, verify } from '../meta-webhook.ts';
import { normalize } from './normalize.ts';
import { unitsOf } from './units.ts';

/** WhatsApp Business Cloud API. */
export const whatsapp: ProviderAdapter = {
  provider: 'whatsapp',
  lifecycle: 'derived',
  handshake: answerVerification,
  verify,
  read: unitsOf,
  normalize,
  sign,
};
