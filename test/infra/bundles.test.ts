import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { functionBundle, librariesBundle } from '../../bench/bundle.ts';
import { adapterNames } from '../../core/providers/registry.ts';

/** The most that an adapter may add to ingest, on average. */
const ADAPTER_BYTES = 20 * 1024;

describe('the bundle of a function', () => {
  it.each(readdirSync('lambdas'))(
    '%s is mostly its SDK clients and zod, but for the adapters',
    (name) => {
      const deployed = functionBundle(name);
      const libraries = librariesBundle(deployed.sources);
      expect(libraries.bytes).toBeGreaterThan(100_000);
      const bytes = deployed.bytes - deployed.adapters;
      expect(bytes / libraries.bytes).toBeLessThan(1.3);
      expect(deployed.adapters).toBeLessThan(adapterNames().length * ADAPTER_BYTES);
    },
  );
});
