import type { EventDraft } from '../events/draft.ts';
import { readEvent } from './json-body.ts';
import { receiptItem } from './meta-payload.ts';
import { type Place, placeOf, timeOf } from './meta-place.ts';
import { providerEvent } from './meta-provider-event.ts';
import type { Unit } from './meta-units.ts';
import { texts } from './texts.ts';

/**
 * `delivery`: of each message that it names; else of all that were sent up to its watermark, which
 * is then its only time. Source: Meta, "message_deliveries Webhook Event Reference".
 */
export function deliveryEvents(unit: Unit): readonly EventDraft[] {
  const { delivery = {}, ...parties } = readEvent(unit.item, receiptItem);
  const { mids = [], watermark } = delivery;
  const place = placeOf(unit, parties, { elseAt: watermark });
  if (!place) return [providerEvent(unit)];
  const mark = timeOf(watermark);
  const event = (name: string, mid?: string): EventDraft => ({
    ...receiptOf(place, mark, mid),
    fact: { key: `delivered:${name}`, part: 'delivered', rank: 'delivered' },
    type: 'MessageDelivered',
    actor: place.business,
  });
  return mids.length > 0 ? mids.map((mid) => event(mid, mid)) : [event(watermarkOf(place, mark))];
}

/** `read`: Messenger tells up to which time a customer has read, Instagram which message. */
export function readEvents(unit: Unit): readonly EventDraft[] {
  const { read = {}, ...parties } = readEvent(unit.item, receiptItem);
  const { mid, watermark } = read;
  const place = placeOf(unit, parties, { elseAt: watermark });
  if (!place) return [providerEvent(unit)];
  const mark = timeOf(watermark);
  return [
    {
      ...receiptOf(place, mark, mid),
      fact: { key: `read:${mid ?? watermarkOf(place, mark)}`, part: 'read', rank: 'read' },
      type: 'MessageRead',
      actor: place.sender,
    },
  ];
}

function receiptOf({ shared, customer }: Place, mark: number | null, mid: string | undefined) {
  return {
    ...shared,
    recipients: [customer],
    message: mid === undefined ? undefined : { id: mid },
    metadata: texts({ watermark: mark ?? undefined }),
  };
}

/** What names a receipt that covers a conversation: whose it is, and up to when. */
function watermarkOf({ threadKey, shared }: Place, mark: number | null): string {
  return `${threadKey}:${mark ?? shared.occurredAt}`;
}
