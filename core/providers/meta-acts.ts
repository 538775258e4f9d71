import type { EventDraft } from '../events/draft.ts';
import { readEvent } from './json-body.ts';
import { postbackItem, type Referral, reactionItem, referralItem } from './meta-payload.ts';
import { placeOf } from './meta-place.ts';
import { providerEvent } from './meta-provider-event.ts';
import type { Unit } from './meta-units.ts';
import { texts } from './texts.ts';

/** `postback`: a button, menu entry or ice breaker was pressed; often the way into a conversation. */
export function postbackEvents(unit: Unit): readonly EventDraft[] {
  const { postback, ...parties } = readEvent(unit.item, postbackItem);
  const place = placeOf(unit, parties);
  if (!place) return [providerEvent(unit)];
  const { mid, title, payload = '', referral } = postback;
  const shared = { ...place.shared, actor: place.sender };
  const key = mid ? `message:${mid}` : `postback:${place.threadKey}:${shared.occurredAt}`;
  const pressed: EventDraft = {
    ...shared,
    fact: { key, part: 'postback', rank: 'pressed' },
    type: 'PostbackReceived',
    postback: { payload, title },
    message: mid ? { id: mid } : undefined,
  };
  return referral ? [referralEvent(shared, key, referral), pressed] : [pressed];
}

/** `referral`: a customer with a conversation came back through a link or an ad. */
export function referralEvents(unit: Unit): readonly EventDraft[] {
  const { referral, ...parties } = readEvent(unit.item, referralItem);
  const place = placeOf(unit, parties);
  if (!place) return [providerEvent(unit)];
  const shared = { ...place.shared, actor: place.sender };
  return [referralEvent(shared, `referral:${place.threadKey}:${shared.occurredAt}`, referral)];
}

/** A referral, which stands alone or in the message or postback that has the key. */
export function referralEvent(
  shared: Omit<EventDraft, 'fact' | 'type'>,
  key: string,
  read: Referral,
): EventDraft {
  const { source = 'unknown', ref, ad_id, ads_context_data: ad } = read;
  return {
    ...shared,
    fact: { key, part: 'referral', rank: 'referred' },
    type: 'ReferralReceived',
    referral: { source, ref, ad_id: ad_id === undefined ? ad_id : String(ad_id) },
    metadata: texts({
      referral_type: read.type,
      referer_uri: read.referer_uri,
      product_id: read.product?.id ?? ad?.product_id,
      ad_title: ad?.ad_title,
      ad_post_id: ad?.post_id,
      ad_photo_url: ad?.photo_url,
      ad_video_url: ad?.video_url,
    }),
  };
}

const ACTIONS: ReadonlyMap<string | undefined, 'added' | 'removed'> = new Map([
  ['react', 'added'],
  ['unreact', 'removed'],
] as const);

/** `reaction`: to any message of the conversation. One may react, take it back and react again. */
export function reactionEvents(unit: Unit): readonly EventDraft[] {
  const { reaction: read, ...parties } = readEvent(unit.item, reactionItem);
  const place = placeOf(unit, parties);
  const action = ACTIONS.get(read.action);
  if (!place || !action) return [providerEvent(unit)];
  const { shared, sender } = place;
  const emoji = read.emoji ?? read.reaction;
  const name = [read.mid, sender.key, action, emoji ?? '', shared.occurredAt].join(':');
  return [
    {
      ...shared,
      fact: { key: `reaction:${name}`, part: 'reaction', rank: 'changed' },
      type: 'MessageReacted',
      actor: sender,
      message: { id: read.mid },
      reaction: { emoji, action },
      metadata: texts({ reaction: read.reaction }),
    },
  ];
}
