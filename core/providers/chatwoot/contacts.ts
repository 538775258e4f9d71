import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { jsonOf } from '../json-value.ts';
import { texts } from '../texts.ts';
import { changedAt, changesOf, namesOf } from './changes.ts';
import { maybeTimeOf } from './moment.ts';
import { contactEvent } from './payload.ts';
import { inboxOf, personOf } from './people.ts';
import { nowhere } from './place.ts';
import { keyIn, nameOf, type Webhook } from './webhook.ts';

/**
 * `contact_created` and `contact_updated`: what is known of a customer, whatever the conversation.
 * When a contact was made, Chatwoot does not say.
 */
export function contactEvents(webhook: Webhook): readonly EventDraft[] {
  const read = readEvent(webhook.whole, contactEvent);
  const changes = changesOf(read.changed_attributes);
  const time = maybeTimeOf(changedAt(changes));
  const names = namesOf(changes);
  const what =
    webhook.event === 'contact_created' ? 'created' : `updated:${time ?? nameOf(webhook)}`;
  return [
    {
      ...nowhere(webhook, read),
      fact: { key: keyIn(webhook, 'contact', read.id, what), part: 'contact', rank: 'changed' },
      type: 'CustomerUpdated',
      occurredAt: time,
      actor: inboxOf(webhook, undefined),
      participant: personOf(webhook, read, 'contact'),
      metadata: texts({
        changed: names.join(','),
        email: read.email,
        phone_number: read.phone_number,
      }),
      // Attributes of a contact are whatever the operator made them.
      payload: jsonOf(webhook.whole),
    },
  ];
}
