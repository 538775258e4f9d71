import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for the tests of a file, with what removes it. */
export async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'conversation-log-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Runs with a folder that is removed afterwards. */
export async function withTempFolder<Result>(
  run: (folder: string) => Promise<Result>,
): Promise<Result> {
  const { path, remove } = await temporaryFolder();
  try {
    return await run(path);
  } finally {
    await remove();
  }
}
