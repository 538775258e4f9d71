import type { ProviderAdapter } from '../../core/providers/adapter.ts';
import { adapterFor, adapterNames } from '../../core/providers/registry.ts';

/** All of them, since what a suite describes must be known before it runs. */
const adapters = new Map<string, ProviderAdapter>();
for (const name of adapterNames()) {
  const adapter = await adapterFor(name);
  if (adapter) adapters.set(name, adapter);
}

/** The adapter of a provider. */
export function adapterOf(provider: string): ProviderAdapter {
  const adapter = adapters.get(provider);
  if (!adapter) throw new Error(`no adapter ${provider}`);
  return adapter;
}
