import { MESSAGING } from '../meta-messaging.ts';
import type { Network } from '../meta-units.ts';
import { feedbackEvents } from './feedback.ts';

/** Deliveries about a Facebook Page. */
export const page: Network = {
  object: 'page',
  channel: 'messenger',
  account: { key: 'page', field: 'page_id' },
  kinds: new Map([...MESSAGING, ['messaging_feedback', feedbackEvents]]),
};
