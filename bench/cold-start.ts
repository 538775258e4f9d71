import { execFile } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { functionBundle, librariesBundle } from './bundle.ts';
import { spreadNote, spreadOf } from './measure.ts';
import type { Effort, Row } from './row.ts';
import { withTempFolder } from './temp-folder.ts';

/** Odd, so that the median is a round that was measured. */
const ROUNDS: Readonly<Record<Effort, number>> = { full: 21, smoke: 1 };

/** Prints the CPU (microseconds) and the time (milliseconds) that an import takes. */
const PROBE = `
  const started = performance.now();
  const before = process.cpuUsage();
  require(process.argv[1]);
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify({ cpu: user + system, time: performance.now() - started }));
`;

const probed = z.object({ cpu: z.number(), time: z.number() });

type Probe = z.infer<typeof probed>;

const runFile = promisify(execFile);

export const name = 'cold-start';

/**
 * What it costs to import each deployed bundle in a fresh process, as a multiple of a bundle of
 * nothing but the SDK clients and the parts of zod that it uses; and their bytes.
 */
export async function run(effort: Effort): Promise<readonly Row[]> {
  return withTempFolder(async (folder) => {
    const rows: Row[] = [];
    for (const each of await readdir('lambdas'))
      rows.push(...(await rowsOf(each, folder, ROUNDS[effort])));
    return rows;
  });
}

async function rowsOf(name: string, folder: string, rounds: number): Promise<readonly Row[]> {
  const deployed = functionBundle(name);
  const libraries = librariesBundle(deployed.sources);
  const [file, floorFile] = [join(folder, `${name}.cjs`), join(folder, `${name}-libraries.cjs`)];
  await writeFile(file, deployed.code);
  await writeFile(floorFile, libraries.code);
  const environment = await environmentOf(name);
  const probes: Probe[] = [];
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const floor = await importOf(floorFile, environment);
    const probe = await importOf(file, environment);
    probes.push(probe);
    ratios.push(probe.cpu / floor.cpu);
  }
  const ratio = spreadOf(ratios);
  const time = spreadOf(probes.map((probe) => probe.time)).median;
  const cpu = spreadOf(probes.map((probe) => probe.cpu)).median / 1000;
  return [
    {
      name: `${name} import, CPU`,
      value: ratio.median,
      unit: 'x its libraries',
      goal: '<= 1.3',
      note: `${spreadNote(ratio)}, ${cpu.toFixed(0)} ms of CPU in ${time.toFixed(0)} ms`,
    },
    {
      name: `${name} size`,
      value: deployed.bytes / libraries.bytes,
      unit: 'x its libraries',
      note: `${deployed.bytes} bytes, ${deployed.adapters} of them adapters`,
    },
  ];
}

/** What a function reads of its environment when it is imported: `1` is a text, a number and a list. */
async function environmentOf(name: string): Promise<NodeJS.ProcessEnv> {
  const schemas: object = await import(`../lambdas/${name}/env.ts`);
  const shapes = Object.values(schemas).filter((schema) => schema instanceof z.ZodObject);
  const names = shapes.flatMap(({ shape }) => Object.keys(shape));
  return { AWS_REGION: 'us-east-1', ...Object.fromEntries(names.map((each) => [each, '1'])) };
}

async function importOf(file: string, env: NodeJS.ProcessEnv): Promise<Probe> {
  const { stdout } = await runFile(process.execPath, ['-e', PROBE, file], { env });
  return probed.parse(JSON.parse(stdout));
}
