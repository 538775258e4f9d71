import { lambdaShell } from '../../core/api/shell.ts';
import { queryDependencies } from './dependencies.ts';
import { createQuery } from './query.ts';

export const handler = lambdaShell(async () => createQuery(queryDependencies()));
