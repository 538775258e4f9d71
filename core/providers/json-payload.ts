import type * as z from 'zod';
import { LogError } from '../events/errors.ts';

type Json = z.infer<z.ZodJSONSchema>;

/** Deeper than any vendor nests, and no danger to the stack. */
const DEEPEST = 100;

/**
 * What a parsed body holds, as the payload of an event: checked by one walk, without a copy. A
 * schema (`z.json()`) tries every kind of value in turn and costs ten times the parsing of the body.
 * @throws LogError `unreadable_event` when it is no JSON, or nested deeper than 100 levels
 */
export function jsonPayload(value: unknown): Json {
  if (isJson(value, 0)) return value;
  throw new LogError('unreadable_event', 'The payload is no JSON, or nested too deeply.');
}

function isJson(value: unknown, depth: number): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth === DEEPEST) return false;
  for (const each of Object.values(value)) if (!isJson(each, depth + 1)) return false;
  return true;
}
