import type { ProviderAdapter } from '../adapter.ts';
import { readDelivery } from './delivery.ts';
import { normalize } from './normalize.ts';
import { sign, verify } from './signature.ts';

/** Zendesk Support: the event types that its webhooks subscribe to. */
export const zendeskSupport: ProviderAdapter = {
  provider: 'zendesk-support',
  verify,
  read: (request) => [readDelivery(request)],
  normalize,
  sign,
};
