import { completeEvent, type EventDraft } from '../../../../../core/events/draft.ts';
import type { UnrecordedEvent } from '../../../../../core/events/event.ts';
import { chatwoot } from '../../../../../core/providers/chatwoot/index.ts';
import type { HttpRequest } from '../../../../../core/runtime/http.ts';
import { testIdentity } from '../../../../support/events.ts';

export const noor = { id: 310, name: 'Noor', identifier: 'shop-1', phone_number: null };
export const leo = { id: 9, name: 'Leo', type: 'user' };

/** A conversation as Chatwoot puts it into its webhooks. */
export const conversation = (more: object = {}) => ({
  id: 412,
  inbox_id: 21,
  channel: 'Channel::WebWidget',
  status: 'open',
  contact_inbox: { id: 1, contact_id: 310, inbox_id: 21, source_id: 'src-1' },
  messages: [],
  meta: { sender: { ...noor, type: 'contact' }, assignee: null, team: null },
  additional_attributes: {},
  created_at: 1763900000,
  updated_at: 1763900060.482913,
  timestamp: 1763900059,
  ...more,
});

/** A `message_created` of the customer. */
export const message = (more: object = {}) => ({
  event: 'message_created',
  id: 5001,
  content: 'Hello',
  content_type: 'text',
  content_attributes: {},
  message_type: 'incoming',
  private: false,
  created_at: '2025-11-23T12:13:20.000Z',
  source_id: null,
  sender: noor,
  inbox: { id: 21, name: 'Website' },
  account: { id: 6, name: 'Lakeside' },
  conversation: conversation(),
  ...more,
});

/** A `message_updated` of an agent's message, its status told by the conversation. */
export const updated = (more: object = {}, last: object = {}) =>
  message({
    event: 'message_updated',
    message_type: 'outgoing',
    sender: leo,
    conversation: conversation({ messages: [{ id: 5001, account_id: 6, ...last }] }),
    ...more,
  });

/** A webhook about the conversation, with what changed as before and after. */
export const about = (
  event: string,
  changes: Readonly<Record<string, readonly [unknown, unknown]>> = {},
  more: object = {},
) => ({
  ...conversation(more),
  event,
  changed_attributes: Object.entries(changes).map(([name, [previous_value, current_value]]) => {
    return { [name]: { previous_value, current_value } };
  }),
});

/** A request with this body. */
export function requestOf(body: unknown, headers: Record<string, string> = {}): HttpRequest {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return { method: 'POST', url: '', headers, query: {}, body: bytes };
}

/** The drafts of a webhook. */
export function draftsOf(
  body: unknown,
  options: object = {},
  headers: Record<string, string> = {},
): readonly EventDraft[] {
  const units = chatwoot.read(requestOf(body, headers));
  return units.flatMap((unit) => chatwoot.normalize(unit, { ...options }));
}

/** The log events of a webhook; those without a time are of 1970. */
export function eventsOf(body: unknown, options: object = {}): UnrecordedEvent[] {
  const context = {
    tenantId: 'acme',
    sourceId: 'src',
    provider: 'chatwoot',
    deliveryId: 'dlv_1',
    identity: testIdentity,
  };
  return draftsOf(body, options).map((draft) => {
    return completeEvent(draft, draft.occurredAt ?? 0, context).event;
  });
}
