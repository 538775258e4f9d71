import * as z from 'zod';
import { numberList } from '../../core/runtime/env.ts';

/** Environment of the append function. */
export const appendEnv = z.object({
  TABLE_NAME: z.string(),
  SHARDS: numberList,
  IDENTITY_KEY_ARN: z.string(),
  REQUESTS_PER_MINUTE_PER_KEY: z.coerce.number().int().positive(),
});
