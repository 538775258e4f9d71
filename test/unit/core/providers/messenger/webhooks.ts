import { messenger } from '../../../../../core/providers/messenger/index.ts';
import { metaWebhooks } from '../../../../support/meta-messaging.ts';

export const { from, to, entry, messaging, draftsOf, eventsOf, eventsFrom, eventsSaying } =
  metaWebhooks(messenger, 'page', '10');
