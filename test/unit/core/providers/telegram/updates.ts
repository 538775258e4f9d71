import { completeEvent, type EventDraft } from '../../../../../core/events/draft.ts';
import type { UnrecordedEvent } from '../../../../../core/events/event.ts';
import { telegram } from '../../../../../core/providers/telegram/index.ts';
import type { HttpRequest } from '../../../../../core/runtime/http.ts';
import { testIdentity } from '../../../../support/events.ts';

export const mara = { id: 51, is_bot: false, first_name: 'Mara', username: 'maralq' };
export const bot = { id: 70, is_bot: true, first_name: 'Help' };
export const privately = { id: 51, type: 'private', first_name: 'Mara' };
export const group = { id: -1009, type: 'supergroup', title: 'Owners' };

/** A text of Mara to the bot. */
export const message = (more: object = {}) => ({
  message_id: 7,
  from: mara,
  chat: privately,
  date: 1763900000,
  text: 'Hello',
  ...more,
});

/** A message of Mara that says only this. */
export const saying = (more: object) => message({ text: undefined, ...more });

/** A request with this body. */
export function requestOf(body: unknown): HttpRequest {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return { method: 'POST', url: '', headers: {}, query: {}, body: bytes };
}

/** The drafts of an update of this kind. */
export function draftsOf(kind: string, value: unknown, options = {}): readonly EventDraft[] {
  const units = telegram.read(requestOf({ update_id: 900, [kind]: value }));
  return units.flatMap((unit) => telegram.normalize(unit, options));
}

/** The log events of an update of this kind. */
export function eventsOf(kind: string, value: unknown, options = {}): UnrecordedEvent[] {
  const context = {
    tenantId: 'acme',
    sourceId: 'src',
    provider: 'telegram',
    deliveryId: 'dlv_1',
    identity: testIdentity,
  };
  return draftsOf(kind, value, options).map((draft) => {
    return completeEvent(draft, draft.occurredAt ?? 0, context).event;
  });
}
