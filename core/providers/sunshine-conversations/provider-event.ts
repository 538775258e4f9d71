import type { EventDraft } from '../../events/draft.ts';
import { jsonOf } from '../json-value.ts';
import { draftOf, eventFact, type WebhookEvent } from './draft.ts';
import { errorOf } from './failure.ts';
import { anyPayload } from './payload.ts';
import { businessOf } from './people.ts';

/**
 * An event that the log has no type for, kept whole: `passthrough:messaging`, a failed action of the
 * switchboard (nothing changed), and whatever the vendor adds.
 */
export function providerEvent(event: WebhookEvent): EventDraft {
  const { conversation, error } = anyPayload.parse(event.payload);
  const what = {
    fact: eventFact(event, 'event', 'changed'),
    type: 'ProviderEvent',
    actor: businessOf(event.appId),
    error: error ? errorOf(error) : undefined,
    payload: jsonOf(event.whole),
  } as const;
  return draftOf(event, { conversation }, what);
}
