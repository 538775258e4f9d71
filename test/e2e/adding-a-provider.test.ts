import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { withTempFolder } from '../support/temp-folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const COPIED = [
  'biome.json',
  'config',
  'core',
  'jest.config.js',
  'lambdas',
  'local',
  'package.json',
];

/** A block of code after a line that names its file. */
const FILE = /^`(core\/[^`]+)`:\n\n```\w+\n([\s\S]*?)^```$/gm;
const LINE = /^ {2}pigeon: async .*$/m;
const NORMALIZED = /^npm run -s normalize -- (.*)\n```\n\n```json\n([^`]*)\n```$/m;

/** A copy of the project with the provider that the page walks through. */
async function withPigeon(folder: string, page: string): Promise<void> {
  for (const name of COPIED) await cp(join(root, name), join(folder, name), { recursive: true });
  await cp(join(root, 'test/contracts'), join(folder, 'test/contracts'), { recursive: true });
  await cp(join(root, 'test/support'), join(folder, 'test/support'), { recursive: true });
  await cp(join(root, 'test/fixtures'), join(folder, 'test/fixtures'), { recursive: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [, path = '', text = ''] of page.matchAll(FILE)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const registry = join(folder, 'core/providers/registry.ts');
  const text = await readFile(registry, 'utf8');
  const line = LINE.exec(page)?.[0] ?? '';
  await writeFile(registry, text.replace(/(ADAPTERS: .* = \{\n)/, `$1${line}\n`));
  await writeFile(join(folder, 'tsconfig.json'), await strictly('core/providers/pigeon'));
}

/** The project's compiler settings, for one folder. */
async function strictly(folder: string): Promise<string> {
  const settings = JSON.parse(await readFile(join(root, 'tsconfig.json'), 'utf8'));
  return JSON.stringify({ ...settings, include: [folder] });
}

function run(folder: string, args: readonly string[], env: Record<string, string> = {}) {
  return new Promise<{ readonly code: number; readonly out: string; readonly err: string }>(
    (resolve) => {
      const options = { cwd: folder, env: { ...process.env, ...env } };
      execFile(process.execPath, [...args], options, (error, out, err) => {
        resolve({ code: error ? Number(error.code) : 0, out, err });
      });
    },
  );
}

it('docs/adding-a-provider.md adds a provider that keeps every rule', async () => {
  const page = await readFile(join(root, 'docs/adding-a-provider.md'), 'utf8');
  await withTempFolder(async (folder) => {
    await withPigeon(folder, page);

    const [, args = '', printed = ''] = NORMALIZED.exec(page) ?? [];
    const normalized = await run(folder, ['local/commands/normalize.ts', ...args.split(' ')]);
    expect(normalized).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(normalized.out)).toEqual(JSON.parse(printed));

    const compiled = await run(folder, ['node_modules/typescript/bin/tsc']);
    expect(compiled).toEqual({ code: 0, out: '', err: '' });

    const modules = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js'];
    const contract = [...modules, 'contracts/providers.test', '-t', 'of pigeon'];
    const recorded = await run(folder, contract, { UPDATE_GOLDEN_IDS: '1', FUZZ_RUNS: '200' });
    expect(recorded).toMatchObject({ code: 0 });
    const held = await run(folder, contract, { FUZZ_RUNS: '200' });
    expect(held.err).toMatch(/^Tests: .* \d{2} passed/m);
    expect(held.code).toBe(0);
    const golden = join(folder, 'test/fixtures/golden-ids/pigeon.json');
    expect(Object.keys(JSON.parse(await readFile(golden, 'utf8')))).toHaveLength(4);
  });
}, 300_000);
