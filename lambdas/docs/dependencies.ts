import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readEnv } from '../../core/runtime/env.ts';
import type { ReadDocsFile } from './docs.ts';
import { docsEnv } from './env.ts';

/** What docs is made of on AWS: the files that were deployed beside its code. */
export function docsDependencies(): ReadDocsFile {
  const { LAMBDA_TASK_ROOT } = readEnv(docsEnv, process.env);
  return (name) => readFile(join(LAMBDA_TASK_ROOT, name), 'utf8');
}
