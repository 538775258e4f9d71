import * as z from 'zod';
import { numberList } from '../../core/runtime/env.ts';

/** Environment of the ingest function. */
export const ingestEnv = z.object({
  TABLE_NAME: z.string(),
  SHARDS: numberList,
  SECRETS_KEY_ARN: z.string(),
  IDENTITY_KEY_ARN: z.string(),
  ARCHIVE_STREAM: z.string(),
  QUARANTINE_BUCKET: z.string(),
  TABLE_RETRY_QUEUE: z.string(),
  PUBLIC_URL: z.string().optional(),
});
