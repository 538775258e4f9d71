import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { texts } from '../texts.ts';
import type { ZendeskEvent } from './delivery.ts';
import { changeTexts } from './metadata.ts';
import { userChange, userDetail } from './payload.ts';
import { businessOf, userOf } from './people.ts';
import { accountEvent, accountPlace } from './provider-event.ts';
import { eventFact, payloadOf } from './ticket.ts';

/**
 * `user.*`: what became of a person. Zendesk does not say who did it, nor of a merge which of the
 * two was kept. Staff are no customers: their events are kept whole.
 */
export function userEvents(source: ZendeskEvent): readonly EventDraft[] {
  const { id, email, external_id, role } = readEvent(source.detail, userDetail);
  if (id === undefined || !isCustomer(role)) return [accountEvent(source)];
  const values = readEvent(source.event, userChange);
  const { current, previous, told } = changeTexts(values);
  const changed = source.kind.replace(/^user\./, '').replace(/_changed$/, '');
  const person = userOf(source.accountId, id, 'customer', changed === 'name' ? current : undefined);
  return [
    {
      ...accountPlace(source),
      fact: eventFact(source),
      type: 'CustomerUpdated',
      actor: businessOf(source.accountId),
      participant: { ...person, external_id },
      metadata: texts({ changed, current, previous, email }),
      payload: told || changed === 'created' ? undefined : payloadOf(source),
    },
  ];
}

/** Written `end-user`, `END_USER` and `end_user`. */
function isCustomer(role: string | undefined): boolean {
  return role?.replace('_', '-') === 'end-user';
}
