import * as z from 'zod';
import { LogError } from '../../core/events/errors.ts';
import type { SourceOptions } from '../../core/providers/adapter.ts';
import { systemCode } from '../system-code.ts';

/** Lines of a command's usage that say which deployment it is about. */
export const STAGE_USAGE = `--stage         a stage deployed on AWS, found with the terminal's own AWS credentials and region
                  (default: this machine)`;

/** A command was used wrongly; the message says how to use it. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/**
 * Runs a command and turns what it throws into a line on standard error and an exit code: 2 for
 * wrong use, 1 for anything else. Only unexpected errors show a stack.
 */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    process.exitCode = isUsage(error) ? 2 : 1;
    console.error(textOf(error));
  }
}

function textOf(error: unknown): unknown {
  if (error instanceof LogError) return `${error.code}: ${error.message}`;
  return isUsage(error) && error instanceof Error ? error.message : error;
}

const jsonObject = z.record(z.string(), z.unknown());

/** The value of `--options`: a JSON object. */
export function optionsOf(text = '{}'): SourceOptions {
  try {
    return jsonObject.parse(JSON.parse(text));
  } catch {
    throw new UsageError("--options takes a JSON object: --options '{...}'.");
  }
}

/** `parseArgs` of node:util throws TypeErrors with codes of this family. */
function isUsage(error: unknown): boolean {
  return error instanceof UsageError || systemCode(error).startsWith('ERR_PARSE_ARGS');
}
