import type { ProviderAdapter } from '../adapter.ts';
import { allowSender } from './handshake.ts';
import { deliveredEvents } from './modes.ts';
import { normalize } from './normalize.ts';
import { sign, verify } from './signature.ts';

/** CloudEvents 1.0 over HTTP, signed as Standard Webhooks: for every system without an adapter. */
export const cloudevents: ProviderAdapter = {
  provider: 'cloudevents',
  handshake: allowSender,
  verify,
  read: deliveredEvents,
  normalize,
  sign,
};
