import type { ProviderAdapter } from './adapter.ts';
import { cloudevents } from './cloudevents/index.ts';
import { slack } from './slack/index.ts';
import { sunshineConversations } from './sunshine-conversations/index.ts';
import { telegram } from './telegram/index.ts';
import { whatsapp } from './whatsapp/index.ts';

/** Every provider that the log understands. To add one: a folder like `_template`, and a line here. */
const ADAPTERS: readonly ProviderAdapter[] = [
  cloudevents,
  slack,
  sunshineConversations,
  telegram,
  whatsapp,
];

const BY_NAME: ReadonlyMap<string, ProviderAdapter> = new Map(
  ADAPTERS.map((adapter) => [adapter.provider, adapter]),
);

/** The adapter of a provider, by the name of its folder. */
export function adapterFor(provider: string): ProviderAdapter | undefined {
  return BY_NAME.get(provider);
}

/** The names of all providers. */
export function adapterNames(): readonly string[] {
  return [...BY_NAME.keys()];
}
