import * as z from 'zod';

export type JsonValue = z.infer<ReturnType<typeof z.json>>;

/** Whether a value is JSON data. */
export function isJson(value: unknown): value is JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return false;
  return Array.isArray(value) ? value.every(isJson) : Object.values(value).every(isJson);
}

/**
 * Any JSON value, kept as it is. `z.json()` says the same at some fifty times the cost: it is a union
 * that is tried anew at every value.
 */
export const jsonValue = z.custom<JsonValue>(isJson);
