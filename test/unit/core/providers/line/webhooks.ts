import { completeEvent, type EventDraft } from '../../../../../core/events/draft.ts';
import type { UnrecordedEvent } from '../../../../../core/events/event.ts';
import { line } from '../../../../../core/providers/line/index.ts';
import type { HttpRequest } from '../../../../../core/runtime/http.ts';
import { testIdentity } from '../../../../support/events.ts';

export const account = 'Uaccount';
export const user = { type: 'user', userId: 'Usaki' };
export const group = { type: 'group', groupId: 'Cgroup', userId: 'Uken' };
export const room = { type: 'room', roomId: 'Rroom' };
export const at = 1763900000123;

/** An event of LINE of this type. */
export const eventOf = (type: string, more: object = {}) => ({
  type,
  mode: 'active',
  timestamp: at,
  source: user,
  webhookEventId: '01KA8Y6W01',
  deliveryContext: { isRedelivery: false },
  ...more,
});

/** A `message` event with this content. */
export const messageOf = (message: object, more: object = {}) =>
  eventOf('message', { message: { id: '5001', ...message }, ...more });

/** A request with this body. */
export function requestOf(body: unknown): HttpRequest {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return { method: 'POST', url: '', headers: {}, query: {}, body: bytes };
}

/** The drafts of a webhook with these events. */
export function draftsOf(...events: readonly unknown[]): readonly EventDraft[] {
  const units = line.read(requestOf({ destination: account, events }));
  return units.flatMap((unit) => line.normalize(unit, {}));
}

/** The log events of a webhook with these events. */
export function eventsOf(...events: readonly unknown[]): UnrecordedEvent[] {
  const context = {
    tenantId: 'acme',
    sourceId: 'src',
    provider: 'line',
    deliveryId: 'dlv_1',
    identity: testIdentity,
  };
  return draftsOf(...events).map((draft) => {
    return completeEvent(draft, draft.occurredAt ?? 0, context).event;
  });
}
