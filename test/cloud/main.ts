import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Deployed, deployStage } from './deploy.ts';
import { AWS, type Engine, MINISTACK } from './known-gaps.ts';
import { type Emulator, installMinistack, NotInstalled, startMinistack } from './ministack.ts';

/** Exit code when there is no engine to test with. */
const NO_ENGINE = 3;

const USAGE = `Usage: npm run test:cloud -- [--endpoint URL|aws] [--stage NAME]
Deploys both stacks to an AWS endpoint and runs the end-to-end suite against them.
  --endpoint  a running emulator, or aws: the account of the credentials in use, where the stage stays
              (default: MiniStack, installed from PyPI and started)
  --stage     name of the stage (default: e2e)`;

const { values } = parseArgs({
  options: {
    endpoint: { type: 'string' },
    stage: { type: 'string', default: 'e2e' },
    help: { type: 'boolean', default: false },
  },
});

/** Credentials that an emulator takes. */
const EMULATED = {
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-east-1',
  CDK_DEFAULT_ACCOUNT: '000000000000',
  CDK_DEFAULT_REGION: 'us-east-1',
};

async function main(): Promise<void> {
  if (values.help) return console.log(USAGE);
  if (values.endpoint === 'aws') return test(AWS, {});
  if (values.endpoint) return test(await engineAt(values.endpoint), emulated(values.endpoint));
  const emulator = await ministack();
  if (!emulator) return;
  try {
    await test(MINISTACK, emulated(emulator.endpoint));
  } finally {
    await emulator.stop();
  }
}

function emulated(endpoint: string) {
  return { ...EMULATED, AWS_ENDPOINT_URL: endpoint };
}

async function engineAt(endpoint: string): Promise<Engine> {
  const health = await fetch(new URL('/_ministack/health', endpoint)).catch(() => null);
  return health?.ok ? MINISTACK : { ...AWS, name: endpoint };
}

async function ministack(): Promise<Emulator | null> {
  try {
    return await startMinistack(await installMinistack());
  } catch (error) {
    if (!(error instanceof NotInstalled)) throw error;
    console.error(`test:cloud did not run: ${error.message} ${causeOf(error)}`);
    process.exitCode = NO_ENGINE;
    return null;
  }
}

async function test(engine: Engine, variables: Readonly<Record<string, string>>): Promise<void> {
  const env = { ...process.env, ...variables };
  const folder = await mkdtemp(join(tmpdir(), 'conversation-log-cloud-'));
  try {
    console.log(`Deploying the stage ${values.stage} to ${engine.name} ...`);
    const deployed = await deployStage(values.stage, folder, engine, env);
    const passed = await runSuite(engine, env);
    report(engine, deployed, passed);
    if (!passed) process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runSuite({ name }: Engine, env: NodeJS.ProcessEnv): Promise<boolean> {
  const jest = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    '--config',
    'test/cloud/jest.config.js',
  ];
  const child = spawn(process.execPath, jest, {
    env: { ...env, CLOUD_STAGE: values.stage, CLOUD_ENGINE: name },
    stdio: 'inherit',
  });
  const [code] = await once(child, 'exit');
  return code === 0;
}

function report(engine: Engine, { resources, leftOut }: Deployed, passed: boolean): void {
  const refused = [...leftOut].map(([type, ids]) => {
    return `  ${type} (${ids.join(', ')}): ${engine.refused[type]}`;
  });
  const skipped = Object.entries(engine.skipped).map(([title, reason]) => `  ${title}: ${reason}`);
  const none = ['  nothing'];
  const or = (lines: readonly string[]) => (lines.length > 0 ? lines : none);
  console.log(
    [
      `${engine.name}: both stacks deployed, ${resources} resources; the suite ${passed ? 'passed' : 'FAILED'}.`,
      'Left out of the templates:',
      ...or(refused),
      'Tests skipped:',
      ...or(skipped),
      'Not proved by this run:',
      ...or(engine.notProved.map((line) => `  ${line}`)),
    ].join('\n'),
  );
}

function causeOf({ cause }: Error): string {
  return cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : '';
}

await main();
