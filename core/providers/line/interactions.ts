import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { texts } from '../texts.ts';
import { merged } from './metadata.ts';
import { accountLinkEvent, controlEvent, deliveryEvent, postbackEvent } from './payload.ts';
import { customerOf, sharedOf } from './place.ts';
import { eventKey, providerEvent } from './provider-event.ts';
import type { Unit } from './unit.ts';

const CAPITAL = /[A-Z]/g;

/** `postback`: a button, a date picker or a switch of the rich menu; LINE names no message. */
export function postbackEvents(unit: Unit): readonly EventDraft[] {
  const event = readEvent(unit.event, postbackEvent);
  const { data, params } = event.postback;
  const shared = sharedOf(unit, event);
  return [
    {
      ...shared,
      fact: { key: eventKey(unit, event), part: 'postback', rank: 'pressed' },
      type: 'PostbackReceived',
      postback: { payload: data },
      metadata: merged(shared.metadata, paramsOf(params ?? {})),
    },
  ];
}

/** What was picked: `date`, `time`, `datetime`, `newRichMenuAliasId`, `status`. */
function paramsOf(params: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(params).map(([name, value]) => {
    const snake = name.replace(CAPITAL, (capital) => `_${capital.toLowerCase()}`);
    return [`postback_${snake}`, value];
  });
  return Object.fromEntries(entries);
}

/** `accountLink`: the user is now known to the operator's own systems, under the nonce they gave. */
export function accountLinkEvents(unit: Unit): readonly EventDraft[] {
  const event = readEvent(unit.event, accountLinkEvent);
  const participant = customerOf(event);
  const { result, nonce } = event.link;
  if (!participant || result !== 'ok') return [providerEvent(unit)];
  const shared = sharedOf(unit, event);
  return [
    {
      ...shared,
      fact: { key: `link:${unit.destination}:${nonce}`, part: 'link', rank: 'changed' },
      type: 'CustomerUpdated',
      participant,
      metadata: merged(shared.metadata, { link_result: result, link_nonce: nonce }),
    },
  ];
}

/**
 * `delivery`: a LINE notification message, sent to a phone number, has arrived. LINE names neither
 * the message nor the user, only the hash of the number or the tag that the sender gave.
 */
export function deliveryEvents(unit: Unit): readonly EventDraft[] {
  const event = readEvent(unit.event, deliveryEvent);
  const shared = sharedOf(unit, event);
  return [
    {
      ...shared,
      fact: { key: eventKey(unit, event), part: 'delivery', rank: 'delivered' },
      type: 'MessageDelivered',
      metadata: merged(shared.metadata, { delivery_data: event.delivery.data }),
    },
  ];
}

/** `activated` and `deactivated`: a module channel got or lost the control of a chat. */
export function controlEvents(unit: Unit): readonly EventDraft[] {
  const event = readEvent(unit.event, controlEvent);
  const shared = sharedOf(unit, event);
  if (!shared.thread) return [providerEvent(unit)];
  const expires = texts({ control_expires_at: event.chatControl?.expireAt });
  return [
    {
      ...shared,
      fact: { key: eventKey(unit, event), part: 'control', rank: 'assigned' },
      type: 'ConversationTransferred',
      change: { reason: event.type },
      metadata: merged(shared.metadata, expires),
    },
  ];
}
