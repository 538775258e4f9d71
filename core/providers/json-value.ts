import * as z from 'zod';
import { LogError } from '../events/errors.ts';
import { isJson, type JsonValue } from '../events/json.ts';

/**
 * A provider event as JSON, to be kept whole.
 * @throws LogError `unreadable_event`
 */
export function jsonOf(value: unknown): JsonValue {
  if (isJson(value)) return value;
  throw new LogError(
    'unreadable_event',
    'The event is no JSON, or nested more than 100 levels deep.',
  );
}

/**
 * A JSON object, kept as it is. `z.record(z.string(), z.unknown())` says the same, and copies it entry
 * by entry.
 */
export const jsonObject = z.custom<Readonly<Record<string, unknown>>>(isJsonObject);

/** Whether a value of JSON is an object: no list, and not `null`. */
export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
