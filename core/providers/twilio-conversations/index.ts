import type { ProviderAdapter } from '../adapter.ts';
import { sign, signedUrl, verify } from '../twilio-signature.ts';
import { readDelivery } from './delivery.ts';
import { normalize } from './normalize.ts';
import { options } from './notice.ts';

/** Twilio Conversations: its webhooks, and its events of Event Streams. */
export const twilioConversations: ProviderAdapter = {
  provider: 'twilio-conversations',
  options,
  verify,
  read: readDelivery,
  normalize,
  sign,
  signedUrl,
  // The answer to a webhook before an action would change or reject the action.
  emptyAnswer: true,
};
