import type { DraftParticipant, EventDraft } from '../../events/draft.ts';
import { timeFromSeconds } from '../../events/time.ts';
import { readEvent } from '../json-body.ts';
import { texts } from '../texts.ts';
import { reasonOf } from './content.ts';
import { type Status, status } from './payload.ts';
import { businessOf, customerOf, placeOf } from './people.ts';
import { providerEvent } from './provider-event.ts';
import type { Unit } from './units.ts';

const STATES = {
  sent: { type: 'MessageAccepted', rank: 'accepted', by: 'business' },
  delivered: { type: 'MessageDelivered', rank: 'delivered', by: 'business' },
  read: { type: 'MessageRead', rank: 'read', by: 'customer' },
  played: { type: 'MessageRead', rank: 'read', by: 'customer' },
  failed: { type: 'MessageFailed', rank: 'failed', by: 'business' },
} as const;

/**
 * `statuses[]`: what became of a message of the business. In a group each participant has their own.
 * Source: Meta, "Status messages webhook".
 */
export function statusEvents(unit: Unit): readonly EventDraft[] {
  const read = readEvent(unit.item, status);
  if (!isState(read.status)) return [providerEvent(unit)];
  const { type, rank, by } = STATES[read.status];
  const inGroup = read.recipient_type === 'group';
  const customer = recipientOf(read, unit);
  const groupId = inGroup ? read.recipient_id : undefined;
  const { accountId, ...place } = placeOf(unit, customer, groupId);
  const participant = inGroup && customer ? [customer.key] : [];
  const key = ['status', read.id, read.status, ...participant].join(':');
  return [
    {
      ...place,
      fact: { key, part: 'status', rank },
      type,
      occurredAt: timeFromSeconds(read.timestamp),
      origin: {
        event_type: `${unit.field}.${read.status}`,
        account_id: accountId,
        conversation_id: place.thread?.key,
      },
      actor: by === 'customer' && customer ? customer : businessOf(unit.number),
      recipients: customer ? [customer] : undefined,
      message: { id: read.id },
      error: type === 'MessageFailed' ? failureOf(read) : undefined,
      metadata: metadataOf(read),
    },
  ];
}

/** Whom a status is about; `null` for one of a group that names none of its members. */
function recipientOf(read: Status, unit: Unit): DraftParticipant | null {
  if (read.recipient_type !== 'group') {
    return customerOf({ userId: read.recipient_user_id, phone: read.recipient_id }, unit);
  }
  const { recipient_participant_user_id: userId, recipient_participant_id: phone } = read;
  return (userId ?? phone) ? customerOf({ userId, phone }, unit) : null;
}

function isState(text: string): text is keyof typeof STATES {
  return Object.hasOwn(STATES, text);
}

function failureOf({ errors }: Status) {
  const [first] = errors ?? [];
  const details = first?.error_data?.details ?? reasonOf(errors);
  return { code: String(first?.code ?? 'unknown'), message: details ?? '' };
}

function metadataOf({ status: state, pricing, conversation, ...read }: Status) {
  return texts({
    played: state === 'played' ? true : undefined,
    biz_opaque_callback_data: read.biz_opaque_callback_data,
    billing_conversation_id: conversation?.id,
    billing_origin: conversation?.origin?.type,
    billable: pricing?.billable,
    pricing_model: pricing?.pricing_model,
    pricing_type: pricing?.type,
    pricing_category: pricing?.category,
  });
}
