import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { LogError } from '../../core/events/errors.ts';
import type { Deployment } from '../deployment/deployment.ts';
import { withDeployment } from '../deployment/with-deployment.ts';
import { HOPS } from '../doctor/hops.ts';
import { examine, lineOf, type Visit } from '../doctor/visit.ts';
import { runCommand, STAGE_USAGE, UsageError } from './command.ts';

const USAGE = `Usage: npm run doctor -- [--stage S]
Sends test events the whole way of a webhook and says, hop by hop, what works: exit code 1 when one
does not. They stay in the log, in a tenant of their own (doctor); all else that it makes is removed.
  ${STAGE_USAGE}`;

const stopping = new AbortController();

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    options: { stage: { type: 'string' } },
    allowPositionals: true,
  });
  if (positionals.length > 0) throw new UsageError(USAGE);
  process.once('SIGINT', () => stopping.abort());
  try {
    await withDeployment(values.stage, process.env, visit);
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    console.log(lineOf('FAILED', 'settings', `${error.code}: ${error.message}`));
    process.exitCode = 1;
  }
});

async function visit(deployment: Deployment): Promise<void> {
  console.log(lineOf('ok', 'settings', deployment.title));
  const { signal } = stopping;
  const started: Visit = {
    deployment,
    run: `doctor-${randomBytes(4).toString('hex')}`,
    temporary: [],
    now: Date.now,
    pause: (milliseconds) => setTimeout(milliseconds, undefined, { signal }).catch(() => {}),
    stopped: () => signal.aborted,
  };
  if (!(await examine(HOPS, started, (line) => console.log(line)))) process.exitCode = 1;
}
