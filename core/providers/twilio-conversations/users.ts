import type { EventDraft } from '../../events/draft.ts';
import { draftOf } from './draft.ts';
import { changeName, createdAt, type Notice, needed, timeOf } from './notice.ts';
import { businessOf, identified } from './people.ts';
import { payloadOf } from './provider-event.ts';

/** `onUserAdded` and `onUserUpdated`: about someone with an identity, in no conversation. */
export function userEvents(notice: Notice): readonly EventDraft[] {
  const sid = needed(notice, 'UserSid');
  const { Identity, FriendlyName, DateUpdated, DateCreated, Reason } = notice.parameters;
  const added = notice.kind === 'onUserAdded';
  const person = Identity ? identified(notice, Identity) : businessOf(notice);
  const participant = { ...person, provider_id: sid, name: FriendlyName };
  const isCustomer = person.role === 'customer';
  const what = {
    fact: {
      key: added ? `user:${sid}` : `user:${sid}:${changeName(notice)}`,
      part: added ? 'added' : 'updated',
      rank: 'changed',
    },
    type: isCustomer ? 'CustomerUpdated' : 'ProviderEvent',
    occurredAt: added ? createdAt(notice) : timeOf(DateUpdated, DateCreated),
    actor: participant,
    participant,
    payload: isCustomer ? undefined : payloadOf(notice),
  } as const;
  return [draftOf(notice, what, { reason: Reason, date_created: added ? DateCreated : undefined })];
}
