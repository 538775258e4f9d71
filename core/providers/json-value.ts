import type * as z from 'zod';
import { LogError } from '../events/errors.ts';

type Json = z.infer<ReturnType<typeof z.json>>;

/**
 * A provider event as JSON, to be kept whole. `z.json()` says the same at some fifty times the cost:
 * it is a union that is tried anew at every value.
 * @throws LogError `unreadable_event`
 */
export function jsonOf(value: unknown): Json {
  if (isJson(value)) return value;
  throw new LogError('unreadable_event', 'The event is not JSON.');
}

function isJson(value: unknown): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return false;
  return Array.isArray(value) ? value.every(isJson) : Object.values(value).every(isJson);
}
