import * as z from 'zod';
import { numberList } from '../../core/runtime/env.ts';

/** Environment of the redrive function. */
export const redriveEnv = z.object({
  TABLE_NAME: z.string(),
  SHARDS: numberList,
  BUS_NAME: z.string(),
  LAKE_STREAM: z.string(),
});
