import type { EventDraft } from '../../events/draft.ts';
import { draftOf } from './draft.ts';
import { type Notice, needed, timeOf } from './notice.ts';
import { businessOf, participantOf } from './people.ts';
import { payloadOf } from './provider-event.ts';

const STATES = {
  sent: { type: 'MessageAccepted', rank: 'accepted' },
  delivered: { type: 'MessageDelivered', rank: 'delivered' },
  read: { type: 'MessageRead', rank: 'read' },
  undelivered: { type: 'MessageFailed', rank: 'failed' },
  failed: { type: 'MessageFailed', rank: 'failed' },
} as const;

const OTHER_STATE = { type: 'ProviderEvent', rank: 'changed' } as const;

/**
 * `onDeliveryUpdated`: what became of a message for one participant on a channel.
 * Source: Twilio, "Delivery Receipts in Conversations".
 */
export function deliveryEvents(notice: Notice): readonly EventDraft[] {
  const sid = needed(notice, 'MessageSid');
  const status = needed(notice, 'Status');
  const { parameters } = notice;
  const { type, rank } = isState(status) ? STATES[status] : OTHER_STATE;
  const customer = participantOf(notice);
  const to = parameters.ParticipantSid ?? parameters.ChannelMessageSid ?? '';
  const what = {
    fact: { key: `status:${sid}:${status}:${to}`, part: 'status', rank },
    type,
    occurredAt: timeOf(parameters.DateUpdated, parameters.DateCreated),
    actor: type === 'MessageRead' ? customer : businessOf(notice),
    recipients: [customer],
    message: { id: sid },
    error:
      type === 'MessageFailed'
        ? { code: parameters.ErrorCode ?? 'unknown', message: '' }
        : undefined,
    payload: type === 'ProviderEvent' ? payloadOf(notice) : undefined,
  } as const;
  return [draftOf(notice, what)];
}

function isState(text: string): text is keyof typeof STATES {
  return Object.hasOwn(STATES, text);
}
