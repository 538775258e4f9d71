import * as z from 'zod';
import { LogError } from '../events/errors.ts';

/**
 * Reads a function's environment by its schema, reporting all that is missing or wrong at once, by
 * name and never by value.
 * @throws LogError `invalid_settings`
 */
export function readEnv<Schema extends z.ZodObject>(
  schema: Schema,
  env: Readonly<Record<string, string | undefined>>,
): z.infer<Schema> {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new LogError('invalid_settings', `Settings to mend:\n  ${problems.join('\n  ')}`);
}

/** A list of whole numbers separated by commas, as in `SHARDS=4,16`. */
export const numberList = z
  .string()
  .regex(/^\d+(,\d+)*$/, 'give whole numbers separated by commas')
  .transform((text) => text.split(',').map(Number));
