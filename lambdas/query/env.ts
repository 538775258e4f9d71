import * as z from 'zod';
import { numberList } from '../../core/runtime/env.ts';

/** Environment of the query function. */
export const queryEnv = z.object({
  TABLE_NAME: z.string(),
  SHARDS: numberList,
  VERSION: z.string(),
  /** Milliseconds after its arrival at which the feed issues an event. */
  FEED_HOLD_BACK_MS: z.coerce.number().int().positive(),
});
