import { completeEvent, type EventDraft } from '../../../../../core/events/draft.ts';
import type { UnrecordedEvent } from '../../../../../core/events/event.ts';
import { zendeskSupport } from '../../../../../core/providers/zendesk-support/index.ts';
import type { HttpRequest } from '../../../../../core/runtime/http.ts';
import { testIdentity } from '../../../../support/events.ts';

export const ACCOUNT = 811;

/** A ticket of Ada (21), held by Grace (7). */
export const ticket = {
  id: '42',
  actor_id: '7',
  assignee_id: '7',
  requester_id: '21',
  submitter_id: '21',
  brand_id: '3',
  group_id: '5',
  created_at: '2026-11-23T09:30:00Z',
  updated_at: '2026-11-23T10:00:00Z',
  description: 'It hums.',
  is_public: true,
  status: 'OPEN',
  subject: 'Humming fridge',
  tags: ['fridge'],
  via: { channel: 'mail' },
};

/** A webhook of Zendesk's of this type. */
export const webhook = (kind: string, event: object, detail: object = {}, more: object = {}) => ({
  account_id: ACCOUNT,
  id: '5d3c6e0c-0000-4000-8000-000000000001',
  type: `zen:event-type:${kind}`,
  time: '2026-11-23T10:00:00.123456789Z',
  subject: 'zen:ticket:42',
  zendesk_event_version: '2022-11-06',
  detail: { ...ticket, ...detail },
  event,
  ...more,
});

/** A public comment of Grace. */
export const comment = (more: object = {}) => ({
  comment: {
    id: '900',
    body: 'Is it level?',
    is_public: true,
    author: { id: '7', is_staff: true, name: 'Grace' },
    ...more,
  },
});

/** A request with this body. */
export function requestOf(body: unknown, headers: Record<string, string> = {}): HttpRequest {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return { method: 'POST', url: '', headers, query: {}, body: bytes };
}

/** The drafts of a body. */
export function draftsOf(body: unknown, headers?: Record<string, string>): readonly EventDraft[] {
  const units = zendeskSupport.read(requestOf(body, headers));
  return units.flatMap((unit) => zendeskSupport.normalize(unit, {}));
}

/** The log events of a body. */
export function eventsOf(body: unknown, headers?: Record<string, string>): UnrecordedEvent[] {
  const context = {
    tenantId: 'acme',
    sourceId: 'src',
    provider: 'zendesk-support',
    deliveryId: 'dlv_1',
    identity: testIdentity,
  };
  return draftsOf(body, headers).map((draft) => {
    return completeEvent(draft, draft.occurredAt ?? 0, context).event;
  });
}

/** The log events of a ticket's event of this type. */
export function ticketEvents(kind: string, event: object, detail: object = {}): UnrecordedEvent[] {
  return eventsOf(webhook(`ticket.${kind}`, event, detail));
}

/** The `usr_...` of a user of the account. */
export const userId = (id: string) =>
  testIdentity.participantId('acme', 'zendesk-support', `${ACCOUNT}:${id}`);

/** The `cnv_...` of a ticket of the account. */
export const conversationOf = (id: string) =>
  testIdentity.conversationId('acme', 'zendesk-support', { key: id, account: String(ACCOUNT) });
