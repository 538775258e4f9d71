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
