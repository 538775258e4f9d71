import { createHash } from 'node:crypto';
import * as z from 'zod';
import { canonicalJson } from '../../events/canonical-json.ts';
import type { EventDraft } from '../../events/draft.ts';
import { timeFromSeconds } from '../../events/time.ts';
import { readEvent } from '../json-body.ts';
import { anyUnit, userIdUpdate } from './payload.ts';
import { type Address, businessOf, customerOf, placeOf, type Setting } from './people.ts';

/**
 * An event that the log has no type for, kept whole: calls, preferences, changes of the account or
 * of templates, and whatever Meta adds. Without an id of its own it is named by its content.
 */
export function providerEvent(setting: Setting): EventDraft {
  const { unit } = setting;
  const payload = readEvent(unit.item, z.json());
  const known = anyUnit.safeParse(unit.item).data ?? {};
  const customer = customerOf(addressOf(known), setting);
  const { accountId, ...place } = placeOf(setting, customer.key === 'unknown' ? null : customer);
  const name = known.id ?? createHash('sha256').update(canonicalJson(payload)).digest('hex');
  return {
    ...place,
    fact: { key: `event:${unit.field}:${unit.list}:${name}`, part: 'event', rank: 'noted' },
    type: 'ProviderEvent',
    occurredAt: known.timestamp === undefined ? null : timeFromSeconds(known.timestamp),
    origin: { event_type: unit.field, account_id: accountId, conversation_id: place.thread?.key },
    actor: businessOf(setting.number),
    payload,
  };
}

function addressOf(known: z.infer<typeof anyUnit>): Address {
  const byBusiness = known.direction === 'BUSINESS_INITIATED';
  return {
    userId: known.from_user_id ?? known.recipient_user_id,
    phone: known.wa_id ?? known.recipient_id ?? (byBusiness ? known.to : known.from),
  };
}

/** `user_id_update`: a customer's business-scoped id changed, with their phone number. */
export function userIdEvent(setting: Setting): EventDraft {
  const { wa_id, user_id, timestamp } = readEvent(setting.unit.item, userIdUpdate);
  const customer = customerOf({ userId: user_id.previous, phone: wa_id }, setting);
  const { accountId, ...place } = placeOf(setting, customer);
  return {
    ...place,
    fact: { key: `user_id:${user_id.previous}:${user_id.current}`, part: 'merge', rank: 'changed' },
    type: 'CustomerMerged',
    occurredAt: timestamp === undefined ? null : timeFromSeconds(timestamp),
    origin: {
      event_type: setting.unit.field,
      account_id: accountId,
      conversation_id: place.thread?.key,
    },
    actor: customer,
    merge: { participants: { from: user_id.previous, into: user_id.current } },
  };
}
