import * as z from 'zod';

/** Environment of the fan-out function. */
export const fanoutEnv = z.object({ BUS_NAME: z.string() });
