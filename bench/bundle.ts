import { readFileSync } from 'node:fs';
import { type BuildOptions, buildSync } from 'esbuild';
import { BUNDLE } from '../lib/bundling.ts';

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

/** A program as it is deployed. */
export interface Bundle {
  readonly code: Uint8Array;
  readonly bytes: number;
  /** Bytes of the adapters of providers: what ingest is for, and grows with each. */
  readonly adapters: number;
  /** Our own files in it. */
  readonly sources: readonly string[];
}

/** The bundle of a deployed function, by the name of its folder. */
export function functionBundle(name: string): Bundle {
  return bundled({ entryPoints: [`lambdas/${name}/${name}.lambda.ts`] });
}

/** A bundle of what the sources use of the SDK and of zod, that does nothing: the least there is. */
export function librariesBundle(sources: readonly string[]): Bundle {
  return bundled({ stdin: { contents: librariesOnly(sources), resolveDir: process.cwd() } });
}

function bundled(input: Pick<BuildOptions, 'entryPoints' | 'stdin'>): Bundle {
  const { outputFiles, metafile } = buildSync({ ...options, ...input });
  const inputs = Object.keys(metafile?.inputs ?? {});
  const [output] = Object.values(metafile?.outputs ?? {});
  const adapters = Object.entries(output?.inputs ?? {}).filter(([path]) => {
    return path.startsWith('core/providers/');
  });
  const code = outputFiles?.[0]?.contents ?? new Uint8Array();
  return {
    code,
    bytes: code.length,
    adapters: adapters.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0),
    sources: inputs.filter((path) => !path.includes('node_modules')),
  };
}

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
