import { createHash } from 'node:crypto';
import { canonicalJson } from '../../events/canonical-json.ts';
import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { jsonOf } from '../json-value.ts';
import { anyEvent, type LineEvent } from './payload.ts';
import { sharedOf } from './place.ts';
import type { Unit } from './unit.ts';

/** What may differ between two deliveries of one event. */
const OF_THE_DELIVERY = ['deliveryContext', 'replyToken'];

/** An event that the log has no type for, kept whole. */
export function providerEvent(unit: Unit): EventDraft {
  const event = readEvent(unit.event, anyEvent);
  return {
    ...sharedOf(unit, event),
    fact: { key: eventKey(unit, event), part: 'event', rank: 'noted' },
    type: 'ProviderEvent',
    payload: jsonOf(unit.event),
  };
}

/**
 * The key of a fact that has no id of its own: LINE's id of the event, which a redelivery keeps;
 * before 2022 there was none, and the event is named by what it says.
 */
export function eventKey({ destination, event: whole }: Unit, event: LineEvent): string {
  const name = event.webhookEventId || digestOf(whole);
  return `event:${destination}:${event.type}:${name}`;
}

function digestOf(whole: unknown): string {
  const said = { ...Object(whole) };
  for (const name of OF_THE_DELIVERY) Reflect.deleteProperty(said, name);
  return createHash('sha256').update(canonicalJson(said)).digest('hex');
}
