import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type BuildOptions, buildSync } from 'esbuild';
import { adapterNames } from '../../core/providers/registry.ts';
import { BUNDLE } from '../../lib/bundling.ts';

const options: BuildOptions = {
  ...BUNDLE,
  mainFields: [...BUNDLE.mainFields],
  bundle: true,
  minify: true,
  platform: 'node',
  write: false,
  metafile: true,
  logLevel: 'silent',
};

/** The most that an adapter may add to ingest, on average. */
const ADAPTER_BYTES = 20 * 1024;

interface Bundle {
  readonly bytes: number;
  /** Bytes of the adapters of providers: what ingest is for, and grows with each. */
  readonly adapters: number;
  /** Our own files in it. */
  readonly sources: readonly string[];
}

function bundled(input: Pick<BuildOptions, 'entryPoints' | 'stdin'>): Bundle {
  const { outputFiles, metafile } = buildSync({ ...options, ...input });
  const inputs = Object.keys(metafile?.inputs ?? {});
  const [output] = Object.values(metafile?.outputs ?? {});
  const adapters = Object.entries(output?.inputs ?? {}).filter(([path]) => {
    return path.startsWith('core/providers/');
  });
  return {
    bytes: outputFiles?.[0]?.contents.length ?? 0,
    adapters: adapters.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0),
    sources: inputs.filter((path) => !path.includes('node_modules')),
  };
}

/** A program that uses what the sources use of the SDK and of zod, and does nothing else. */
function librariesOnly(sources: readonly string[]): string {
  const text = sources.map((path) => readFileSync(path, 'utf8')).join('\n');
  const imports = text.matchAll(/^import \{([^}]*)\} from '(@aws-sdk\/[^']+)';/gms);
  const used = [...imports].flatMap(([, names = '', library]) => {
    const values = names.split(',').map((name) => name.trim());
    return values
      .filter((name) => name !== '' && !name.startsWith('type '))
      .map((name) => `export { ${name} } from '${library}';`);
  });
  const zod = [...text.matchAll(/\bz\.([a-z]\w*)\(/g)].map(([, name]) => `z.${name}`);
  const keep = `export const kept = [${[...new Set(zod)].join(', ')}];`;
  return [...new Set(used), "import * as z from 'zod';", keep].join('\n');
}

describe('the bundle of a function', () => {
  it.each(readdirSync('lambdas'))(
    '%s is mostly its SDK clients and zod, but for the adapters',
    (name) => {
      const deployed = bundled({ entryPoints: [`lambdas/${name}/${name}.lambda.ts`] });
      const contents = librariesOnly(deployed.sources);
      const libraries = bundled({ stdin: { contents, resolveDir: process.cwd() } });
      expect(libraries.bytes).toBeGreaterThan(100_000);
      const bytes = deployed.bytes - deployed.adapters;
      expect(bytes / libraries.bytes).toBeLessThan(1.3);
      expect(deployed.adapters).toBeLessThan(adapterNames().length * ADAPTER_BYTES);
    },
  );
});
