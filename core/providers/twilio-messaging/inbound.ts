import type { EventDraft } from '../../events/draft.ts';
import { timeFromIso } from '../../events/time.ts';
import { jsonOf } from '../json-value.ts';
import { metadataNames, metadataOf } from '../twilio-metadata.ts';
import { contentOf } from './content.ts';
import type { MessageCase } from './message-case.ts';

const MESSAGE_METADATA = metadataNames(
  'MessageType',
  'NumSegments',
  'WaId',
  'OptOutType',
  'ButtonType',
  'ListDescription',
  'Forwarded',
  'FrequentlyForwarded',
  'OriginalRepliedMessageSender',
  'FromCity',
  'FromState',
  'FromZip',
  'FromCountry',
  'ToCity',
  'ToState',
  'ToZip',
  'ToCountry',
);

const REFERRAL_METADATA = metadataNames(
  'ReferralHeadline',
  'ReferralBody',
  'ReferralCtwaClid',
  'ReferralMediaId',
  'ReferralMediaUrl',
  'ReferralMediaUrl0',
  'ReferralMediaContentType',
  'ReferralMediaContentType0',
);

type Shared = Pick<
  EventDraft,
  'occurredAt' | 'thread' | 'origin' | 'channel' | 'actor' | 'recipients'
>;

/** A message of a customer, and what it tells besides: an ad, a pressed button, an opt-out. */
export function inboundEvents(part: MessageCase): readonly EventDraft[] {
  const shared = {
    ...part.place,
    occurredAt: timeOf(part),
    actor: part.customer,
    recipients: [part.business],
  };
  return [
    ...referralEvents(part, shared),
    messageEvent(part, shared),
    ...postbackEvents(part, shared),
    ...optOutEvents(part, shared),
  ];
}

/** Only RCS says when a message was sent, in what the channel adds. */
function timeOf({ rcs }: MessageCase): number | null {
  try {
    return rcs?.sentAt === undefined ? null : timeFromIso(rcs.sentAt);
  } catch {
    return null;
  }
}

function messageEvent(part: MessageCase, shared: Shared): EventDraft {
  const { sid, parameters, rcs } = part;
  const { Body, OriginalRepliedMessageSid } = parameters;
  const answered = OriginalRepliedMessageSid || undefined;
  const content = contentOf(parameters);
  const reacts = content.type === 'structured' || pressedOf(part) !== null;
  return {
    ...shared,
    fact: { key: `message:${sid}`, part: 'message', rank: 'received' },
    type: 'MessageReceived',
    message: {
      id: sid,
      content,
      quoted_message_id: reacts ? undefined : answered,
      in_reply_to: reacts ? answered : undefined,
    },
    metadata: metadataOf(parameters, MESSAGE_METADATA, {
      body: content.type === 'location' ? Body : undefined,
      rcs_message_id: rcs?.messageId,
    }),
    // What the log has no content for is kept as it came.
    payload: content.type === 'unsupported' ? jsonOf(parameters) : undefined,
  };
}

/** A pressed button or row of a list; a button without a payload is known by its text. */
function pressedOf({ parameters }: MessageCase): EventDraft['postback'] | null {
  const { ListId, ListTitle, ButtonPayload, ButtonText } = parameters;
  if (ListId) return { payload: ListId, title: ListTitle || undefined };
  const payload = ButtonPayload || ButtonText;
  return payload ? { payload, title: ButtonText || undefined } : null;
}

function postbackEvents(part: MessageCase, shared: Shared): readonly EventDraft[] {
  const postback = pressedOf(part);
  if (!postback) return [];
  const { sid, parameters } = part;
  return [
    {
      ...shared,
      fact: { key: `message:${sid}`, part: 'postback', rank: 'pressed' },
      type: 'PostbackReceived',
      postback,
      message: { id: sid, in_reply_to: parameters.OriginalRepliedMessageSid || undefined },
    },
  ];
}

/** A message that came through an ad or post (click to WhatsApp). */
function referralEvents({ sid, parameters }: MessageCase, shared: Shared): readonly EventDraft[] {
  const { ReferralSourceType: source, ReferralSourceId: adId, ReferralSourceUrl: url } = parameters;
  if (!source && !adId && !url) return [];
  return [
    {
      ...shared,
      fact: { key: `message:${sid}`, part: 'referral', rank: 'referred' },
      type: 'ReferralReceived',
      referral: { source: source || 'unknown', ref: url || undefined, ad_id: adId || undefined },
      metadata: metadataOf(parameters, REFERRAL_METADATA),
    },
  ];
}

/** Twilio took the message as the customer's wish to get no more messages, or to get them again. */
function optOutEvents(part: MessageCase, shared: Shared): readonly EventDraft[] {
  const { OptOutType: wish } = part.parameters;
  if (wish !== 'STOP' && wish !== 'START') return [];
  return [
    {
      ...shared,
      fact: { key: `message:${part.sid}`, part: 'opt_out', rank: 'changed' },
      type: 'CustomerUpdated',
      participant: part.customer,
      metadata: { opt_out_type: wish },
    },
  ];
}
