import type * as z from 'zod';
import { ApiProblem } from './problem.ts';

/**
 * A query's parameters by the schema of their route.
 * @throws ApiProblem `unknown_parameter`, `invalid_parameter`
 */
export function readParameters<Schema extends z.ZodObject>(
  schema: Schema,
  query: Readonly<Record<string, string | undefined>>,
): z.infer<Schema> {
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code !== 'unrecognized_keys') {
    throw new ApiProblem('invalid_parameter', `${issue?.path.join('.')}: ${issue?.message}`);
  }
  const known = Object.keys(schema.shape).join(', ') || 'none';
  const detail = `Unknown: ${issue.keys.join(', ')}. The operation takes: ${known}.`;
  throw new ApiProblem('unknown_parameter', detail);
}
