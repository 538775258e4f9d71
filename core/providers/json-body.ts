import type * as z from 'zod';
import { LogError } from '../events/errors.ts';
import { safeParse } from '../events/hot-schema.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Parses a webhook's body as JSON of the given shape. A byte-order mark is allowed (RFC 8259 §8.1
 * lets a parser ignore it); invalid UTF-8 is not.
 * @throws LogError `unreadable_delivery`, naming the paths that do not fit and never a value
 */
export function readJson<Schema extends z.ZodType>(body: Buffer, schema: Schema): z.infer<Schema> {
  const parsed = safeParse(schema, parseJson(body));
  if (parsed.success) return parsed.data;
  throw new LogError('unreadable_delivery', `Unexpected shape at: ${pathsOf(parsed.error)}`);
}

/**
 * Parses one provider event of a delivery.
 * @throws LogError `unreadable_event`, naming the paths that do not fit and never a value
 */
export function readEvent<Schema extends z.ZodType>(
  event: unknown,
  schema: Schema,
): z.infer<Schema> {
  const parsed = safeParse(schema, event);
  if (parsed.success) return parsed.data;
  throw new LogError('unreadable_event', `Unexpected shape at: ${pathsOf(parsed.error)}`);
}

function parseJson(body: Buffer): unknown {
  if (body.length === 0) throw new LogError('unreadable_delivery', 'The body is empty.');
  try {
    return JSON.parse(decoder.decode(body));
  } catch {
    throw new LogError('unreadable_delivery', 'The body is not JSON in UTF-8.');
  }
}

function pathsOf(error: z.ZodError): string {
  return error.issues.map((issue) => issue.path.join('.') || '(root)').join(', ');
}
