import { completeEvent, type DraftContext, type EventDraft } from '../core/events/draft.ts';
import { Identity } from '../core/events/identity.ts';
import type { ProviderAdapter } from '../core/providers/adapter.ts';
import { adapterFor, adapterNames } from '../core/providers/registry.ts';
import { type EventItem, placeEvent, prepareEvent } from '../core/store/item.ts';
import { ShardPlan } from '../core/store/keys.ts';
import { exampleRequest, examplesOf } from '../local/commands/examples.ts';

export const TENANT = 'bench';

const NOW = Date.UTC(2026, 10, 23);
const SHARDS = new ShardPlan([4]);
const IDENTITY = new Identity(Buffer.alloc(32, 1));
const NO_OPTIONS = {};

/** What an adapter made of one of its examples, and what completes it. */
export interface ExampleDraft {
  readonly draft: EventDraft;
  readonly occurredAt: number;
  readonly context: DraftContext;
}

/** Items of `count` events, spread evenly over the examples of all providers. */
export async function exampleItems(count: number): Promise<readonly EventItem[]> {
  const drafts = await exampleDrafts();
  return Array.from({ length: count }, (_, n) => {
    const example = drafts[Math.floor((n * drafts.length) / count)];
    if (!example) throw new Error('There are no examples.');
    const { draft, occurredAt, context } = example;
    return placeEvent(prepareEvent(completeEvent(draft, occurredAt, context)), SHARDS, NOW);
  });
}

/** The drafts of all examples of all providers. */
export async function exampleDrafts(): Promise<readonly ExampleDraft[]> {
  const drafts: ExampleDraft[] = [];
  for (const provider of adapterNames()) {
    const adapter = await adapterFor(provider);
    if (adapter) drafts.push(...(await draftsOf(adapter)));
  }
  return drafts;
}

async function draftsOf(adapter: ProviderAdapter): Promise<readonly ExampleDraft[]> {
  const { provider } = adapter;
  const context = {
    tenantId: TENANT,
    sourceId: provider,
    provider,
    deliveryId: 'dlv_01M857AE3JBP6J19PKB3QHDAQ4',
    identity: IDENTITY,
  };
  return (await examplesOf(provider)).flatMap(({ body }) => {
    const events = adapter.read(exampleRequest(adapter, 'bench', body), NO_OPTIONS);
    const drafts = events.flatMap((event) => adapter.normalize(event, NO_OPTIONS));
    return drafts.map((draft) => ({ draft, occurredAt: draft.occurredAt ?? NOW, context }));
  });
}
