import * as z from 'zod';

/** Environment of the fan-out function. */
export const fanoutEnv = z.object({
  TABLE_NAME: z.string(),
  /** Milliseconds after its arrival at which the feed issues an event. */
  FEED_HOLD_BACK_MS: z.coerce.number().int().positive(),
  BUS_NAME: z.string(),
  LAKE_STREAM: z.string(),
  BUS_RETRY_QUEUE: z.string(),
  LAKE_RETRY_QUEUE: z.string(),
});
