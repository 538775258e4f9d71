import * as z from 'zod';

export type JsonValue = z.infer<ReturnType<typeof z.json>>;

/** Deeper than any vendor nests, and no danger to the stack. */
const DEEPEST = 100;

/** Whether a value is JSON data, nested at most 100 levels deep. */
export function isJson(value: unknown, depth = 0): value is JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth === DEEPEST) return false;
  for (const member of Object.values(value)) if (!isJson(member, depth + 1)) return false;
  return true;
}

/**
 * Any JSON value, kept as it is. `z.json()` says the same at some fifty times the cost: it is a union
 * that is tried anew at every value.
 */
export const jsonValue = z.custom<JsonValue>((value) => isJson(value));
