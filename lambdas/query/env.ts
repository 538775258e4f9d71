import * as z from 'zod';
import { numberList } from '../../core/runtime/env.ts';

/** Environment of the query function. */
export const queryEnv = z.object({
  TABLE_NAME: z.string(),
  SHARDS: numberList,
  IDENTITY_KEY_ARN: z.string(),
  VERSION: z.string(),
  REQUESTS_PER_MINUTE_PER_KEY: z.coerce.number().int().positive(),
  PUBLIC_URL: z.string().optional(),
  /** Milliseconds after its arrival at which the feed issues an event. */
  FEED_HOLD_BACK_MS: z.coerce.number().int().positive(),
});
