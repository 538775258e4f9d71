import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ReadDocsFile } from '../lambdas/docs/docs.ts';
import { DOCS_FILES } from '../lambdas/docs/files.ts';

/** Reads the files of the docs function from where they lie in the project. */
export const readDocsFile: ReadDocsFile = (name) => {
  return readFile(fileURLToPath(new URL(`../${DOCS_FILES[name].source}`, import.meta.url)), 'utf8');
};
