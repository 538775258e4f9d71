import type { DraftParticipant, EventDraft } from '../../events/draft.ts';
import { timeFromSeconds } from '../../events/time.ts';
import { texts } from '../texts.ts';
import type { Message } from './payload.ts';
import { businessOf, placeOf } from './people.ts';
import type { Unit } from './units.ts';

/** A message with who is who, and the parts that all its events share. */
export interface MessageCase {
  readonly message: Message;
  readonly unit: Unit;
  readonly customer: DraftParticipant;
  readonly business: DraftParticipant;
  readonly shared: Pick<
    EventDraft,
    'occurredAt' | 'thread' | 'origin' | 'channel' | 'actor' | 'metadata'
  >;
}

/** Puts together what the events of a message share. */
export function caseOf(
  read: Message,
  unit: Unit,
  customer: DraftParticipant,
  actor: DraftParticipant,
): MessageCase {
  const { accountId, ...place } = placeOf(unit, customer, read.group_id);
  const origin = {
    event_type: `${unit.field}.${read.type}`,
    account_id: accountId,
    conversation_id: place.thread?.key,
  };
  const occurredAt = timeFromSeconds(read.timestamp);
  const shared = { occurredAt, ...place, origin, actor, metadata: metadataOf(read, unit) };
  return { message: read, unit, customer, business: businessOf(unit.number), shared };
}

function metadataOf(read: Message, { contact }: Unit): Record<string, string> | undefined {
  const { context, referral } = read;
  return texts({
    username: contact?.profile?.username,
    parent_user_id: contact?.parent_user_id,
    forwarded: context?.forwarded,
    frequently_forwarded: context?.frequently_forwarded,
    referred_product_id: context?.referred_product?.product_retailer_id,
    referred_catalog_id: context?.referred_product?.catalog_id,
    catalog_id: read.order?.catalog_id,
    flow_name: read.interactive?.nfm_reply?.name,
    list_description: read.interactive?.list_reply?.description,
    voice: read.audio?.voice,
    animated: read.sticker?.animated,
    referral_headline: referral?.headline,
    referral_body: referral?.body,
    ctwa_clid: referral?.ctwa_clid,
  });
}
