import type { ProviderAdapter } from '../adapter.ts';
import { sign, signedUrl, verify } from '../twilio-signature.ts';
import { normalize } from './normalize.ts';
import { readWebhook } from './payload.ts';

/** Twilio Programmable Messaging: SMS, MMS, and WhatsApp, RCS and Messenger through Twilio. */
export const twilioMessaging: ProviderAdapter = {
  provider: 'twilio-messaging',
  lifecycle: 'derived',
  verify,
  read: (request) => [readWebhook(request)],
  normalize,
  sign,
  signedUrl,
  // Twilio executes a TwiML answer, and shows any other text as a message to the customer.
  emptyAnswer: true,
};
