import { readdirSync, readFileSync } from 'node:fs';
import { completeEvent, type EventDraft } from '../../../../../core/events/draft.ts';
import type { UnrecordedEvent } from '../../../../../core/events/event.ts';
import { sunshineConversations } from '../../../../../core/providers/sunshine-conversations/index.ts';
import type { HttpRequest } from '../../../../../core/runtime/http.ts';
import { testIdentity } from '../../../../support/events.ts';

const EXAMPLES = new URL(
  '../../../../../core/providers/sunshine-conversations/examples/',
  import.meta.url,
);

export const exampleNames = readdirSync(EXAMPLES).sort();

/** The events of an example webhook, as JSON that a test may change. */
export function exampleEvents(name: string) {
  return JSON.parse(readFileSync(new URL(`${name}.json`, EXAMPLES), 'utf8')).events;
}

/** A delivery as the vendor posts it. */
export function delivery(body: unknown, headers: Record<string, string> = {}): HttpRequest {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return { method: 'POST', url: 'https://log.example/v1', headers, query: {}, body: bytes };
}

/** The drafts of events that came with the app `app1`. */
export function draftsOf(...events: readonly unknown[]): readonly EventDraft[] {
  const units = sunshineConversations.read(delivery({ app: { id: 'app1' }, events }));
  return units.flatMap((unit) => sunshineConversations.normalize(unit, {}));
}

/** The drafts of an example webhook. */
export function exampleDrafts(name: string): readonly EventDraft[] {
  return draftsOf(...exampleEvents(name));
}

/** A draft as the log event it becomes; throws where it is none. */
export function logged(draft: EventDraft): UnrecordedEvent {
  const context = {
    tenantId: 'acme',
    sourceId: 'src',
    provider: sunshineConversations.provider,
    deliveryId: 'dlv_1',
    identity: testIdentity,
  };
  return completeEvent(draft, draft.occurredAt ?? 0, context).event;
}

/** A `conversation:message` with as little as it can have. */
export function messageEvent(message: object, payload: object = {}) {
  const author = { type: 'business' };
  return {
    id: 'e1',
    type: 'conversation:message',
    createdAt: '2026-11-02T10:00:00.500Z',
    payload: {
      conversation: { id: 'c1' },
      message: { id: 'm1', received: '2026-11-02T10:00:00.000Z', author, ...message },
      ...payload,
    },
  };
}
