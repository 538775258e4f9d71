import { MESSAGING } from '../meta-messaging.ts';
import type { Network } from '../meta-units.ts';

/** Deliveries about an Instagram professional account. */
export const account: Network = {
  object: 'instagram',
  channel: 'instagram',
  account: { key: 'account', field: 'instagram_account_id' },
  kinds: MESSAGING,
};
