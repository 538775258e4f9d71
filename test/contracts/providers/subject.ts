import { readdirSync, readFileSync } from 'node:fs';
import { completeEvent, type EventDraft } from '../../../core/events/draft.ts';
import type { UnrecordedEvent } from '../../../core/events/event.ts';
import type { ProviderAdapter } from '../../../core/providers/adapter.ts';
import type { HttpRequest } from '../../../core/runtime/http.ts';
import { exampleRequest } from '../../../local/commands/examples.ts';
import { adapterOf } from '../../support/adapters.ts';
import { testIdentity } from '../../support/events.ts';

/** The time at which requests are signed and events without a time happen. */
export const NOW = Date.UTC(2026, 10, 23, 12);

export interface Example {
  readonly name: string;
  readonly body: Buffer;
}

/** An adapter, and the examples that it must treat as the contract says. */
export interface Subject {
  readonly adapter: ProviderAdapter;
  readonly examples: readonly Example[];
}

export const folderOf = (provider: string) =>
  new URL(`../../../core/providers/${provider}/`, import.meta.url);

export function subjectOf(provider: string): Subject {
  const adapter = adapterOf(provider);
  const folder = new URL('examples/', folderOf(provider));
  const names = readdirSync(folder).sort();
  const examples = names.map((name) => ({ name, body: readFileSync(new URL(name, folder)) }));
  return { adapter, examples };
}

/** The drafts of a body, by the provider event they are of. */
export function draftsOf(adapter: ProviderAdapter, body: Buffer): (readonly EventDraft[])[] {
  const request = exampleRequest(adapter, 'src', body);
  return adapter.read(request).map((event) => adapter.normalize(event, {}));
}

export function eventsOf(adapter: ProviderAdapter, body: Buffer, deliveryId = 'dlv_1') {
  return draftsOf(adapter, body).flatMap((drafts) => completed(adapter, drafts, deliveryId));
}

export function completed(
  { provider }: ProviderAdapter,
  drafts: readonly EventDraft[],
  deliveryId = 'dlv_1',
): UnrecordedEvent[] {
  const ids = { tenantId: 'acme', sourceId: 'src', deliveryId, identity: testIdentity };
  return drafts.map((draft) => {
    return completeEvent(draft, draft.occurredAt ?? NOW, { ...ids, provider }).event;
  });
}

/** What must never change about the events of bodies, whatever brings them. */
export function idsOf(adapter: ProviderAdapter, ...bodies: readonly Buffer[]): string[] {
  return bodies
    .flatMap((body) => eventsOf(adapter, body))
    .map(({ id, conversation_id, actor }) => `${id} ${conversation_id} ${actor.id}`)
    .sort();
}

/** The request that brings a body, signed as the provider would. */
export function signed(adapter: ProviderAdapter, body: Buffer, secret = 'right'): HttpRequest {
  const request = exampleRequest(adapter, 'src', body, 'https://api.example.com');
  return { ...request, headers: { ...request.headers, ...adapter.sign(request, secret, NOW) } };
}

export function jsonBody(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

/** The JSON value of a body; `undefined` where it is a form. */
export function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
