import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';
import { adapterNames } from '../core/providers/registry.ts';
import { spreadNote } from './measure.ts';
import type { Effort, Row } from './row.ts';

const PROGRAM = fileURLToPath(new URL('normalize-provider.ts', import.meta.url));

const runFile = promisify(execFile);

const cost = z.object({
  microseconds: z.number(),
  ratio: z.object({ median: z.number(), p25: z.number(), p75: z.number() }),
});

const measured = z
  .object({ example: z.string(), bytes: z.number(), normalize: cost, verify: cost })
  .nullable();

export const name = 'normalize';

/**
 * What the adapters of JSON providers cost for a message of median size among their examples, as a
 * multiple of HMAC-SHA-256 and JSON.parse of the same bytes. Each in a process of its own: what the
 * engine learns of one provider's objects slows another's.
 */
export async function run(effort: Effort): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const provider of adapterNames()) rows.push(...(await rowsOf(provider, effort)));
  return rows;
}

async function rowsOf(provider: string, effort: Effort): Promise<readonly Row[]> {
  const { stdout } = await runFile(process.execPath, [PROGRAM, provider, effort]);
  const costs = measured.parse(JSON.parse(stdout));
  if (!costs) return [];
  const row = (what: string, { microseconds, ratio }: z.infer<typeof cost>): Row => ({
    name: `${provider} ${what}`,
    value: ratio.median,
    unit: 'x',
    note: `${spreadNote(ratio)}, ${microseconds.toFixed(1)} us, ${costs.bytes} bytes: ${costs.example}`,
  });
  return [
    { ...row('read + normalize', costs.normalize), goal: '<= 1.6' },
    row('verify', costs.verify),
  ];
}
