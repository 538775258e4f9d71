import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { MINISTACK_VERSION } from './known-gaps.ts';

const run = promisify(execFile);

/** Its conversion to Parquet needs duckdb, its KMS cryptography. */
const PACKAGES = [`ministack==${MINISTACK_VERSION}`, 'duckdb', 'cryptography'];

/** How long it may take to answer, in milliseconds. */
const START_TIMEOUT = 60_000;

/** A running emulator. */
export interface Emulator {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** The engine could not be installed: nothing was tested. */
export class NotInstalled extends Error {}

/**
 * Installs MiniStack from PyPI in a virtual environment below node_modules, unless it is there.
 * @throws NotInstalled when Python or the packages are not to be had
 */
export async function installMinistack(): Promise<string> {
  const folder = resolve('node_modules/.cache/conversation-log', `ministack-${MINISTACK_VERSION}`);
  const program = join(folder, 'bin', 'ministack');
  if (existsSync(join(folder, 'complete'))) return program;
  try {
    await mkdir(dirname(folder), { recursive: true });
    await run('python3', ['-m', 'venv', '--clear', folder]);
    await run(join(folder, 'bin', 'pip'), ['install', '--quiet', ...PACKAGES]);
    await mkdir(join(folder, 'complete'));
    return program;
  } catch (cause) {
    throw new NotInstalled('MiniStack cannot be installed with python3 and pip.', { cause });
  }
}

/** Starts the emulator on a free port of this machine, with this process's Node for functions. */
export async function startMinistack(program: string): Promise<Emulator> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const child = spawn(program, {
    env: {
      ...process.env,
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      SFTP_ENABLED: '0',
      IOT_MTLS_ENABLED: '0',
      LAMBDA_EXECUTOR: 'local',
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    },
    stdio: 'ignore',
  });
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const stop = async () => {
    // It ignores SIGTERM while a function runs.
    child.kill('SIGKILL');
    await gone;
  };
  try {
    await answering(`${endpoint}/_ministack/health`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, stop };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

async function answering(url: string): Promise<void> {
  const until = performance.now() + START_TIMEOUT;
  while (performance.now() < until) {
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return;
    await setTimeout(200);
  }
  throw new Error(`Nothing answers ${url}.`);
}
