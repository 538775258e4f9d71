import { lambdaShell } from '../../core/api/shell.ts';
import { docsDependencies } from './dependencies.ts';
import { createDocs } from './docs.ts';

export const handler = lambdaShell(async () => createDocs(docsDependencies()));
