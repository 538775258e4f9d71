import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file that only its owner can read, beside its place and then renamed, so that it is
 * there whole or not at all, whenever the process is killed.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}.${process.hrtime.bigint()}.tmp`;
  await writeFile(beside, text, { mode: 0o600 });
  await rename(beside, path);
}
