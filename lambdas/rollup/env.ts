import * as z from 'zod';
import { numberList } from '../../core/runtime/env.ts';

/** Environment of the rollup function. */
export const rollupEnv = z.object({ TABLE_NAME: z.string(), SHARDS: numberList });
