import type { EventDraft } from '../../events/draft.ts';
import { jsonOf } from '../json-value.ts';
import { maybeTimeOf } from './moment.ts';
import { anyEvent, bareConversation } from './payload.ts';
import { inboxOf, personOf } from './people.ts';
import { nowhere, placeOf } from './place.ts';
import { keyIn, nameOf, type Webhook } from './webhook.ts';

/** An event that the log has no type for, kept whole. */
export function providerEvent(webhook: Webhook): EventDraft {
  const { whole, event } = webhook;
  const known = anyEvent.safeParse(whole).data;
  const bare = bareConversation.safeParse(whole).data;
  const conversation = known?.conversation ?? known?.current_conversation ?? bare;
  const around = { account: known?.account, inbox: known?.inbox };
  return {
    ...(conversation ? placeOf(webhook, conversation, around) : nowhere(webhook, around)),
    fact: { key: keyIn(webhook, 'event', event, nameOf(webhook)), part: 'event', rank: 'noted' },
    type: 'ProviderEvent',
    occurredAt: maybeTimeOf(known?.updated_at),
    actor: known?.contact
      ? personOf(webhook, known.contact, 'contact')
      : inboxOf(webhook, around.inbox, conversation),
    payload: jsonOf(whole),
  };
}
