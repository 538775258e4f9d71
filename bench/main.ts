import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import * as coldStart from './cold-start.ts';
import * as complete from './complete.ts';
import * as fanout from './fanout.ts';
import * as latency from './latency.ts';
import * as normalize from './normalize.ts';
import * as page from './page.ts';
import * as readCost from './read-cost.ts';
import { type Bench, meetsGoal, type Row } from './row.ts';

const BENCHES: readonly Bench[] = [coldStart, complete, fanout, latency, normalize, page, readCost];

/** Packages whose versions decide about the figures. */
const PACKAGES = [
  'zod',
  '@aws-sdk/client-dynamodb',
  '@aws-sdk/lib-dynamodb',
  'dynalite',
  'esbuild',
];

const packageJson = z.object({ version: z.string() });

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    smoke: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const chosen = BENCHES.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const unknown = positionals.filter((given) => !BENCHES.some(({ name }) => name === given));
if (unknown.length > 0) {
  const names = BENCHES.map(({ name }) => name).join(', ');
  console.error(
    `Unknown: ${unknown.join(', ')}. Usage: npm run bench -- [--json] [--smoke] [${names}]...`,
  );
  process.exit(2);
}

const machine = await machineOf();
if (!values.json)
  console.log(
    Object.entries(machine)
      .map((each) => each.join(' '))
      .join(', '),
  );
const results: Record<string, readonly Row[]> = {};
for (const bench of chosen) {
  const rows = await bench.run(values.smoke ? 'smoke' : 'full');
  results[bench.name] = rows;
  if (values.smoke) console.log(`${bench.name}: ${rows.length} figures`);
  else if (!values.json) printTable(bench.name, rows);
}
if (values.json && !values.smoke)
  console.log(JSON.stringify({ machine, benches: results }, null, 2));

async function machineOf(): Promise<Readonly<Record<string, string | number>>> {
  const versions = await Promise.all(PACKAGES.map(async (name) => [name, await versionOf(name)]));
  return {
    node: process.version,
    arch: process.arch,
    cores: availableParallelism(),
    ...Object.fromEntries(versions),
  };
}

async function versionOf(name: string): Promise<string> {
  const path = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return packageJson.parse(JSON.parse(await readFile(path, 'utf8'))).version;
}

function printTable(title: string, rows: readonly Row[]): void {
  console.log(`\n${title}`);
  const cells = rows.map((row) => [
    row.name,
    `${rounded(row.value)} ${row.unit}`,
    row.goal === undefined ? '' : `${row.goal}${meetsGoal(row) ? '' : ' MISSED'}`,
    row.note ?? '',
  ]);
  const widths = [0, 1, 2].map((column) => {
    return Math.max(...cells.map((line) => line[column]?.length ?? 0));
  });
  for (const line of cells) {
    console.log(`  ${line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd());
  }
}

function rounded(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(value < 100 ? 2 : 0);
}
