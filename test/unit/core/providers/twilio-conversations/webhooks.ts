import { completeEvent, type EventDraft } from '../../../../../core/events/draft.ts';
import type { UnrecordedEvent } from '../../../../../core/events/event.ts';
import type { SourceOptions } from '../../../../../core/providers/adapter.ts';
import { twilioConversations } from '../../../../../core/providers/twilio-conversations/index.ts';
import { signedUrl } from '../../../../../core/providers/twilio-signature.ts';
import { testIdentity } from '../../../../support/events.ts';

type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What every webhook of these tests has. */
const shared = { AccountSid: 'AC1', ConversationSid: 'CH1' };

function draftsOf(body: string, type: string, options: SourceOptions, token?: string) {
  const headers = {
    'content-type': type,
    ...(token !== undefined && { 'i-twilio-idempotency-token': token }),
  };
  const bytes = Buffer.from(body);
  const url = signedUrl({ url: 'https://log.example.com/in', headers, body: bytes });
  const request = { method: 'POST', url, headers, query: {}, body: bytes };
  return twilioConversations
    .read(request)
    .flatMap((event) => twilioConversations.normalize(event, options));
}

/** The drafts of a webhook; `undefined` leaves a parameter out. */
export function told(
  EventType: string,
  parameters: Parameters,
  options: SourceOptions = {},
  token?: string,
): readonly EventDraft[] {
  const given = { EventType, ...shared, ...parameters };
  const pairs = Object.entries(given).flatMap(([name, value]) => {
    return [value ?? []].flat().map((each): [string, string] => [name, each]);
  });
  const form = new URLSearchParams(pairs).toString();
  return draftsOf(form, 'application/x-www-form-urlencoded', options, token);
}

/** The one draft of a webhook. */
export function one(...webhook: Webhook): EventDraft {
  const [draft, ...others] = told(...webhook);
  if (!draft || others.length > 0) throw new Error('not one draft');
  return draft;
}

type Webhook = [kind: string, parameters: Parameters, options?: SourceOptions, token?: string];

/** The drafts of a JSON body: of Event Streams, or of the REST API. */
export const fromJson = (body: unknown) => draftsOf(JSON.stringify(body), 'application/json', {});

/** The draft of an event of Event Streams. */
export function streamed(type: string, data: object, more: object = {}): EventDraft | undefined {
  const event = {
    specversion: '1.0',
    type: `com.twilio.conversations.${type}`,
    id: 'EZ1',
    ...more,
  };
  return fromJson([{ ...event, data: { ...shared, ...data } }])[0];
}

/** Drafts as events of the log. */
export function completed(drafts: readonly EventDraft[]): UnrecordedEvent[] {
  const context = {
    tenantId: 'acme',
    sourceId: 'src',
    provider: 'twilio-conversations',
    deliveryId: 'dlv_1',
    identity: testIdentity,
  };
  return drafts.map((draft) => completeEvent(draft, draft.occurredAt ?? 0, context).event);
}
