import { execFile } from 'node:child_process';

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
