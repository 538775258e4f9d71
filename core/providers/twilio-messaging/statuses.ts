import type { EventDraft } from '../../events/draft.ts';
import { jsonOf } from '../json-value.ts';
import { metadataNames, metadataOf } from '../twilio-metadata.ts';
import type { MessageCase } from './message-case.ts';
import type { Parameters } from './payload.ts';

const STATES = {
  accepted: { type: 'ProviderEvent', rank: 'sent' },
  scheduled: { type: 'ProviderEvent', rank: 'sent' },
  queued: { type: 'ProviderEvent', rank: 'sent' },
  sending: { type: 'ProviderEvent', rank: 'sent' },
  sent: { type: 'MessageAccepted', rank: 'accepted' },
  delivered: { type: 'MessageDelivered', rank: 'delivered' },
  read: { type: 'MessageRead', rank: 'read' },
  undelivered: { type: 'MessageFailed', rank: 'failed' },
  failed: { type: 'MessageFailed', rank: 'failed' },
} as const;

/** `canceled`, `partially_delivered`, and what Twilio may add. */
const OTHER_STATE = { type: 'ProviderEvent', rank: 'changed' } as const;

const METADATA = metadataNames(
  'EventType',
  'ChannelPrefix',
  'ChannelToAddress',
  'StructuredMessage',
  'RawDlrDoneDate',
);

/**
 * What became of a message of the business. Twilio's "accepted" and "sending" are its own steps: the
 * channel took the message when it is `sent`.
 * Source: Twilio, "Outbound Message Status in Status Callbacks".
 */
export function statusEvent(part: MessageCase): EventDraft {
  const { sid, state, parameters, business, customer } = part;
  const { type, rank } = isState(state) ? STATES[state] : OTHER_STATE;
  return {
    ...part.place,
    fact: { key: `status:${sid}:${state}`, part: 'status', rank },
    type,
    occurredAt: null,
    actor: type === 'MessageRead' ? customer : business,
    recipients: [customer],
    message: { id: sid },
    error: type === 'MessageFailed' ? failureOf(parameters) : undefined,
    metadata: metadataOf(parameters, METADATA),
    payload: type === 'ProviderEvent' ? jsonOf(parameters) : undefined,
  };
}

function isState(text: string): text is keyof typeof STATES {
  return Object.hasOwn(STATES, text);
}

function failureOf({ ErrorCode, ErrorMessage, ChannelStatusMessage }: Parameters) {
  return { code: ErrorCode || 'unknown', message: ErrorMessage || ChannelStatusMessage || '' };
}
