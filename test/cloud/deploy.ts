import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import type { Engine } from './known-gaps.ts';

const run = promisify(execFile);
const CDK = ['node_modules/aws-cdk/bin/cdk'];

const template = z.looseObject({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string() })),
});

/** What was deployed, and what was left out. */
export interface Deployed {
  readonly resources: number;
  /** Logical ids by type. */
  readonly leftOut: ReadonlyMap<string, readonly string[]>;
}

/**
 * Synthesizes a stage into a folder, takes out what the engine refuses, bootstraps and deploys it.
 * @param env with the endpoint and credentials
 */
export async function deployStage(
  stage: string,
  folder: string,
  engine: Engine,
  env: NodeJS.ProcessEnv,
): Promise<Deployed> {
  const cdk = (...args: string[]) =>
    run(process.execPath, [...CDK, ...args], { env, maxBuffer: 2 ** 26 });
  await cdk('synth', '--quiet', '--context', `stage=${stage}`, '--output', folder);
  const deployed = await takeOut(folder, engine);
  await cdk('bootstrap', '--app', folder);
  await cdk(
    'deploy',
    '--all',
    '--app',
    folder,
    '--require-approval',
    'never',
    '--progress',
    'events',
  );
  return deployed;
}

async function takeOut(folder: string, { refused }: Engine): Promise<Deployed> {
  const leftOut = new Map<string, string[]>();
  let resources = 0;
  for (const stack of ['Data', 'App']) {
    const file = join(folder, `${stack}.template.json`);
    const whole = template.parse(JSON.parse(await readFile(file, 'utf8')));
    const entries = Object.entries(whole.Resources);
    const kept = entries.filter(([, { Type }]) => !(Type in refused));
    for (const [id, { Type }] of entries) {
      if (Type in refused) leftOut.set(Type, [...(leftOut.get(Type) ?? []), id]);
    }
    resources += kept.length;
    await writeFile(file, JSON.stringify({ ...whole, Resources: Object.fromEntries(kept) }));
  }
  return { resources, leftOut };
}
