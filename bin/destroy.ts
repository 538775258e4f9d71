import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { readSettings } from '../lib/settings.ts';
import { destroyStage } from './destroy-stage.ts';
import { emptyBuckets } from './stage-buckets.ts';

const USAGE = `Usage: npm run destroy -- --context stage=NAME [--force]
Removes a stage's app stack. Its data stack is kept, unless the stage's settings say "disposable".
  --force  does not ask`;

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      context: { type: 'string', multiple: true, default: [] },
      force: { type: 'boolean', default: false },
    },
  });
  const stage = values.context.map((text) => /^stage=(.+)$/.exec(text)?.[1]).find(Boolean);
  if (!stage) throw new Error(USAGE);
  const settings = readSettings(stage);
  await destroyStage(settings, values.force, {
    ask,
    print: (line) => console.log(line),
    destroy: (stack) =>
      cdk('destroy', stack, '--exclusively', '--force', '--context', `stage=${stage}`),
    emptyBuckets: () => emptyBuckets(stage, settings.region),
  });
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const closed = once(terminal, 'close').then(() => '');
  const answer = await Promise.race([terminal.question(question), closed]);
  terminal.close();
  return answer;
}

/** Runs the CDK's own command line. @throws Error where it fails */
async function cdk(...args: readonly string[]): Promise<void> {
  const program = createRequire(import.meta.url).resolve('aws-cdk/bin/cdk');
  const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  if (code !== 0)
    throw new Error(`cdk ${args.join(' ')} failed. Mend what it says, then try again.`);
}
