import type { ProviderAdapter } from '../adapter.ts';
import { normalize } from '../meta-messaging.ts';
import { unitsOf } from '../meta-units.ts';
import { answerVerification, sign, verify } from '../meta-webhook.ts';
import { page } from './page.ts';

/** Messenger, the inbox of a Facebook Page. What it shares with Instagram is in `meta-*.ts`. */
export const messenger: ProviderAdapter = {
  provider: 'messenger',
  lifecycle: 'derived',
  handshake: answerVerification,
  verify,
  read: unitsOf(page),
  normalize,
  sign,
};
