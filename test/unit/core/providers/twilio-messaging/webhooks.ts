import { completeEvent, type EventDraft } from '../../../../../core/events/draft.ts';
import type { UnrecordedEvent } from '../../../../../core/events/event.ts';
import { twilioMessaging } from '../../../../../core/providers/twilio-messaging/index.ts';
import { testIdentity } from '../../../../support/events.ts';

/** A text message from a customer; `undefined` leaves a parameter out. */
const message = {
  MessageSid: 'SM1',
  SmsSid: 'SM1',
  SmsStatus: 'received',
  AccountSid: 'AC1',
  From: '+15005550197',
  To: '+15005550142',
  Body: 'Hello',
  NumMedia: '0',
  NumSegments: '1',
  ReferralNumMedia: '0',
};

type Change = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The drafts of a form post. */
export function draftsOf(
  parameters: Change,
  headers: Readonly<Record<string, string>> = {},
): readonly EventDraft[] {
  const pairs = Object.entries(parameters).flatMap(([name, value]) => {
    return [value ?? []].flat().map((each): [string, string] => [name, each]);
  });
  const body = Buffer.from(new URLSearchParams(pairs).toString());
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const url = 'https://log.example.com/in';
  const request = { method: 'POST', url, headers: { ...type, ...headers }, query: {}, body };
  return twilioMessaging.read(request).flatMap((event) => twilioMessaging.normalize(event, {}));
}

/** The drafts of a text message with some parameters changed. */
export const received = (change: Change = {}) => draftsOf({ ...message, ...change });

/** The drafts of a status of a message that the business sent. */
export function statusOf(state: string, change: Change = {}) {
  const { MessageSid, AccountSid, From: To, To: From } = message;
  return draftsOf({ MessageSid, AccountSid, To, From, MessageStatus: state, ...change });
}

/** Drafts as events of the log, at the time of their arrival where they have none. */
export function completed(drafts: readonly EventDraft[]): UnrecordedEvent[] {
  const context = {
    tenantId: 'acme',
    sourceId: 'src',
    provider: 'twilio-messaging',
    deliveryId: 'dlv_1',
    identity: testIdentity,
  };
  return drafts.map((draft) => completeEvent(draft, draft.occurredAt ?? 0, context).event);
}
