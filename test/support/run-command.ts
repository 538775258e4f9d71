import { execFile } from 'node:child_process';

/**
 * Timeout of a test that runs several commands, in milliseconds: each is a process of its own, which
 * takes seconds on a busy machine.
 */
export const MANY_COMMANDS = 120_000;

/** What a command printed, and its exit code. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command as `npm run` does. */
export function runCommand(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const script = `local/commands/${command}.ts`;
  const all = { ...process.env, ...env };
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { env: all }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}
