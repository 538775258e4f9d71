import { lambdaShell } from '../../core/api/shell.ts';
import { createAppend } from './append.ts';
import { appendDependencies } from './dependencies.ts';

export const handler = lambdaShell(async () => createAppend(await appendDependencies()));
