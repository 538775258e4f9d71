import * as z from 'zod';
import { numberList } from '../../core/runtime/env.ts';

/** Environment of the summarize function. */
export const summarizeEnv = z.object({
  TABLE_NAME: z.string(),
  SHARDS: numberList,
  IDLE_CLOSE_AFTER_HOURS: z.coerce.number().positive(),
});
