import * as z from 'zod';

/** Environment of the authorizer. */
export const authorizeEnv = z.object({ TABLE_NAME: z.string(), API_KEY_PEPPER_ARN: z.string() });
