import { hash } from 'node:crypto';
import { canonicalJson } from '../events/canonical-json.ts';

/** Names an event that has no id by all that it says, so that the same again is the same. */
export function contentKey(event: unknown): string {
  return hash('sha256', canonicalJson(event)).slice(0, 32);
}
