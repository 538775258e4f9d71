import { completeEvent, type EventDraft } from '../../../../../core/events/draft.ts';
import type { UnrecordedEvent } from '../../../../../core/events/event.ts';
import { intercom } from '../../../../../core/providers/intercom/index.ts';
import type { HttpRequest } from '../../../../../core/runtime/http.ts';
import { testIdentity } from '../../../../support/events.ts';

export const AT = 1792310400;

export const kim = { type: 'user', id: 'c1', name: 'Kim', email: 'kim@mail.example' };
export const ann = { type: 'admin', id: '71', name: 'Ann', email: 'ann@shop.example' };
export const fin = { type: 'bot', id: '79', name: 'Fin' };

/** A part of a conversation, a minute after it was opened: a comment of Kim. */
export const part = (more: object = {}) => ({
  type: 'conversation_part',
  id: '500',
  part_type: 'comment',
  body: '<p>Hello</p>',
  created_at: AT + 60,
  updated_at: AT + 60,
  author: kim,
  assigned_to: null,
  attachments: [],
  redacted: false,
  ...more,
});

/** The message with which Kim opened the conversation. */
export const source = (more: object = {}) => ({
  type: 'conversation',
  id: '400',
  delivered_as: 'customer_initiated',
  subject: '',
  body: '<p>Hi</p>',
  author: kim,
  attachments: [],
  url: 'https://shop.example/',
  ...more,
});

/** A conversation of API 2.x with these parts. */
export const conversation = (parts: readonly object[] = [], more: object = {}) => ({
  type: 'conversation',
  id: '300',
  created_at: AT,
  state: 'open',
  source: source(),
  contacts: { contacts: [{ type: 'contact', id: 'c1', external_id: 'cust-1' }] },
  conversation_parts: { conversation_parts: parts, total_count: parts.length },
  ...more,
});

/** The same in the shape of API 1.x. */
export const conversationV1 = (parts: readonly object[] = [], more: object = {}) => ({
  type: 'conversation',
  id: '300',
  created_at: AT,
  state: 'open',
  user: { ...kim, user_id: 'cust-1' },
  assignee: { type: 'nobody_admin', id: null },
  conversation_message: {
    type: 'conversation_message',
    id: '400',
    url: 'https://shop.example/',
    subject: '',
    body: '<p>Hi</p>',
    author: { type: 'user', id: 'c1' },
    attachments: [],
  },
  conversation_parts: { conversation_parts: parts, total_count: parts.length },
  ...more,
});

/** A notification. */
export const notification = (topic: string, item: unknown, more: object = {}) => ({
  type: 'notification_event',
  app_id: 'shop',
  data: { type: 'notification_event_data', item },
  id: 'notif_1',
  topic,
  created_at: AT + 100,
  first_sent_at: AT + 101,
  ...more,
});

/** A request with this body. */
export function requestOf(body: unknown): HttpRequest {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return { method: 'POST', url: '', headers: {}, query: {}, body: bytes };
}

/** The drafts of a notification. */
export function draftsOf(topic: string, item: unknown, more: object = {}): readonly EventDraft[] {
  const units = intercom.read(requestOf(notification(topic, item, more)));
  return units.flatMap((unit) => intercom.normalize(unit, {}));
}

/** Drafts as log events. */
export function completed(drafts: readonly EventDraft[]): UnrecordedEvent[] {
  const context = {
    tenantId: 'acme',
    sourceId: 'src',
    provider: 'intercom',
    deliveryId: 'dlv_1',
    identity: testIdentity,
  };
  return drafts.map((draft) => completeEvent(draft, draft.occurredAt ?? 0, context).event);
}

/** The log events of a notification. */
export function eventsOf(topic: string, item: unknown, more: object = {}): UnrecordedEvent[] {
  return completed(draftsOf(topic, item, more));
}
