import * as z from 'zod';

/** Environment of the docs function. Lambda itself says where it put the code. */
export const docsEnv = z.object({ LAMBDA_TASK_ROOT: z.string().default('/var/task') });
