import { completeEvent, type EventDraft } from '../../core/events/draft.ts';
import type { UnrecordedEvent } from '../../core/events/event.ts';
import type { ProviderAdapter } from '../../core/providers/adapter.ts';
import { testIdentity } from './events.ts';

/** Two o'clock, at which everything happens that says nothing else. */
export const AT = Date.UTC(2026, 10, 18, 14, 0, 0, 5);

/** Webhooks of Messenger or Instagram between a customer and an account. */
export function metaWebhooks(adapter: ProviderAdapter, object: string, account: string) {
  const customer = '71';
  const from = (more: object) => ({
    sender: { id: customer },
    recipient: { id: account },
    timestamp: AT,
    ...more,
  });
  const draftsOf = (body: unknown): readonly EventDraft[] => {
    const bytes = Buffer.from(JSON.stringify(body));
    const request = { method: 'POST', url: '', headers: {}, query: {}, body: bytes };
    return adapter.read(request).flatMap((unit) => adapter.normalize(unit, {}));
  };
  const eventsOf = (body: unknown): UnrecordedEvent[] =>
    draftsOf(body).map((draft) => {
      const context = { tenantId: 'acme', sourceId: 'src', deliveryId: 'dlv_1' };
      const { provider } = adapter;
      const at = draft.occurredAt ?? 0;
      return completeEvent(draft, at, { ...context, provider, identity: testIdentity }).event;
    });
  /** A delivery of one entry. */
  const entry = (more: object) => ({ object, entry: [{ id: account, time: AT + 300, ...more }] });
  const messaging = (...items: object[]) => entry({ messaging: items });
  return {
    from,
    /** From the account to the customer. */
    to: (more: object) => from({ sender: { id: account }, recipient: { id: customer }, ...more }),
    entry,
    messaging,
    draftsOf,
    eventsOf,
    /** The events of one messaging event of the customer. */
    eventsFrom: (more: object) => eventsOf(messaging(from(more))),
    /** The events of a message of the customer that says this. */
    eventsSaying: (more: object) => eventsOf(messaging(from({ message: { mid: 'm1', ...more } }))),
  };
}
