import { completeEvent, type EventDraft } from '../core/events/draft.ts';
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

/** Items of `count` events, spread evenly over the examples of all providers. */
export async function exampleItems(count: number): Promise<readonly EventItem[]> {
  const items: EventItem[] = [];
  for (const provider of adapterNames()) {
    const adapter = adapterFor(provider);
    if (adapter) items.push(...(await itemsOf(adapter)));
  }
  return Array.from({ length: count }, (_, n) => {
    const item = items[Math.floor((n * items.length) / count)];
    if (!item) throw new Error('There are no examples.');
    return item;
  });
}

async function itemsOf(adapter: ProviderAdapter): Promise<readonly EventItem[]> {
  const drafts = (await examplesOf(adapter.provider)).flatMap(({ body }) => {
    const events = adapter.read(exampleRequest(adapter, 'bench', body), NO_OPTIONS);
    return events.flatMap((event) => adapter.normalize(event, NO_OPTIONS));
  });
  return drafts.map((draft) => itemOf(adapter, draft));
}

function itemOf({ provider }: ProviderAdapter, draft: EventDraft): EventItem {
  const context = {
    tenantId: TENANT,
    sourceId: provider,
    provider,
    deliveryId: 'dlv_01M857AE3JBP6J19PKB3QHDAQ4',
    identity: IDENTITY,
  };
  const event = prepareEvent(completeEvent(draft, draft.occurredAt ?? NOW, context));
  return placeEvent(event, SHARDS, NOW);
}
