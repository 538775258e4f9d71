import { lambdaShell } from '../../core/api/shell.ts';
import { ingestDependencies } from './dependencies.ts';
import { createIngest } from './ingest.ts';

export const handler = lambdaShell(async () => createIngest(await ingestDependencies()));
