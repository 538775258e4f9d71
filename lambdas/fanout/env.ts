import * as z from 'zod';

/** Environment of the fan-out function. */
export const fanoutEnv = z.object({
  BUS_NAME: z.string(),
  LAKE_STREAM: z.string(),
  BUS_RETRY_QUEUE: z.string(),
  LAKE_RETRY_QUEUE: z.string(),
});
