import type { ProviderAdapter } from '../adapter.ts';
import { normalize } from '../meta-messaging.ts';
import { unitsOf } from '../meta-units.ts';
import { answerVerification, sign, verify } from '../meta-webhook.ts';
import { account } from './account.ts';

/** Instagram Messaging. What it shares with Messenger is in `meta-*.ts`. */
export const instagram: ProviderAdapter = {
  provider: 'instagram',
  lifecycle: 'derived',
  handshake: answerVerification,
  verify,
  read: unitsOf(account),
  normalize,
  sign,
};
