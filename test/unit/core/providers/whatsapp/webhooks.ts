import { completeEvent } from '../../../../../core/events/draft.ts';
import type { UnrecordedEvent } from '../../../../../core/events/event.ts';
import { whatsapp } from '../../../../../core/providers/whatsapp/index.ts';
import type { HttpRequest } from '../../../../../core/runtime/http.ts';
import { testIdentity } from '../../../../support/events.ts';

const number = { display_phone_number: '15550100200', phone_number_id: 'pn1' };

/** The customer of every webhook that says nothing else. */
export const noor = { profile: { name: 'Noor' }, wa_id: '491555', user_id: 'DE.1' };

/** A delivery of one change, as Meta wraps it. */
export function webhook(value: object, { field = 'messages', ...entry }: EntryParts = {}) {
  const shared = { messaging_product: 'whatsapp', metadata: number, contacts: [noor] };
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: 'waba', ...entry, changes: [{ field, value: { ...shared, ...value } }] }],
  };
}

interface EntryParts {
  readonly field?: string;
  readonly time?: number;
}

/** A text from Noor. */
export const message = (more: object) => ({
  from: '491555',
  id: 'wamid.1',
  timestamp: '1763900000',
  type: 'text',
  text: { body: 'Hello' },
  ...more,
});

/** A request with this body, unsigned. */
export function requestOf(body: object | string): HttpRequest {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return { method: 'POST', url: '', headers: {}, query: {}, body: bytes };
}

/** The log events of a delivery. */
export function eventsOf(body: object): UnrecordedEvent[] {
  const context = {
    tenantId: 'acme',
    sourceId: 'src',
    provider: 'whatsapp',
    deliveryId: 'dlv_1',
    identity: testIdentity,
  };
  return whatsapp
    .read(requestOf(body))
    .flatMap((unit) => whatsapp.normalize(unit, {}))
    .map((draft) => completeEvent(draft, draft.occurredAt ?? 0, context).event);
}

/** The log events of a message from Noor. */
export const received = (more: object = {}) => eventsOf(webhook({ messages: [message(more)] }));
