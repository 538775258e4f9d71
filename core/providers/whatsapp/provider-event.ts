import { hash } from 'node:crypto';
import type * as z from 'zod';
import { canonicalJson } from '../../events/canonical-json.ts';
import type { EventDraft } from '../../events/draft.ts';
import { timeFromSeconds } from '../../events/time.ts';
import { readEvent } from '../json-body.ts';
import { jsonOf } from '../json-value.ts';
import { anyEvent, userIdUpdate } from './payload.ts';
import { type Address, businessOf, customerOf, placeOf } from './people.ts';
import type { Unit } from './units.ts';

/**
 * An event that the log has no type for, kept whole: calls, preferences, changes of the account or
 * of templates, and whatever Meta adds. Without an id of its own it is named by its content.
 */
export function providerEvent(unit: Unit): EventDraft {
  const payload = jsonOf(unit.item);
  const known = anyEvent.safeParse(unit.item).data ?? {};
  const customer = customerOf(addressOf(known), unit);
  const { accountId, ...place } = placeOf(unit, customer.key === 'unknown' ? null : customer);
  const name = known.id ?? hash('sha256', canonicalJson(payload));
  return {
    ...place,
    fact: { key: keyOf(unit, name, known.event ?? known.status), part: 'event', rank: 'noted' },
    type: 'ProviderEvent',
    occurredAt: timeOf(known.timestamp ?? unit.entryTime),
    origin: { event_type: unit.field, account_id: accountId, conversation_id: place.thread?.key },
    actor: businessOf(unit.number),
    payload,
  };
}

/** Two numbers or accounts can have the same event in the same second: theirs are two facts. */
function keyOf({ field, list, number, accountId }: Unit, name: string, state = ''): string {
  return ['event', field, list, number?.phone_number_id ?? accountId, name, state].join(':');
}

function addressOf(known: z.infer<typeof anyEvent>): Address {
  const byBusiness = known.direction === 'BUSINESS_INITIATED';
  return {
    userId: known.from_user_id ?? known.to_user_id ?? known.user_id ?? known.recipient_user_id,
    phone: known.wa_id ?? known.recipient_id ?? (byBusiness ? known.to : known.from),
  };
}

function timeOf(seconds: string | number | undefined): number | null {
  return seconds === undefined ? null : timeFromSeconds(seconds);
}

/** `user_id_update`: a customer's business-scoped id changed, with their phone number. */
export function userIdEvent(unit: Unit): EventDraft {
  const { wa_id, user_id, timestamp } = readEvent(unit.item, userIdUpdate);
  const customer = customerOf({ userId: user_id.previous, phone: wa_id }, unit);
  const { accountId, ...place } = placeOf(unit, customer);
  return {
    ...place,
    fact: {
      key: ['user_id', unit.number?.phone_number_id, user_id.previous, user_id.current].join(':'),
      part: 'merge',
      rank: 'changed',
    },
    type: 'CustomerMerged',
    occurredAt: timeOf(timestamp ?? unit.entryTime),
    origin: {
      event_type: unit.field,
      account_id: accountId,
      conversation_id: place.thread?.key,
    },
    actor: customer,
    merge: { participants: { from: user_id.previous, into: user_id.current } },
  };
}
