import { createHash } from 'node:crypto';
import { decodeCrockford, encodeCrockford } from '../events/crockford.ts';
import { LogError } from '../events/errors.ts';

const VERSION = 1;
const ID_BYTES = 16;
const BINDING_BYTES = 6;

/**
 * What a cursor is bound to: the operation, the tenant and the filters of the request that it
 * continues. A cursor is a position only; what may be read is decided by the API key alone.
 */
export type CursorScope = Readonly<Record<string, string | number | undefined>>;

/**
 * Writes the cursor of a list: version, position (an id) and a hash of the scope, as base64url.
 * It holds no secret; clients must treat it as opaque.
 */
export function encodeCursor(position: string, scope: CursorScope): string {
  const bytes = [Buffer.of(VERSION), decodeCrockford(position, ID_BYTES), bindingOf(scope)];
  return Buffer.concat(bytes).toString('base64url');
}

/**
 * The position that a cursor holds.
 * @throws LogError `invalid_cursor` when it is not one of ours, `cursor_mismatch` when it was made
 * for another scope
 */
export function decodeCursor(cursor: string, scope: CursorScope): string {
  const bytes = Buffer.from(cursor, 'base64url');
  const whole = bytes.length === 1 + ID_BYTES + BINDING_BYTES;
  if (!whole || bytes[0] !== VERSION || bytes.toString('base64url') !== cursor) {
    throw new LogError('invalid_cursor');
  }
  if (!bytes.subarray(1 + ID_BYTES).equals(bindingOf(scope))) throw new LogError('cursor_mismatch');
  return encodeCrockford(bytes.subarray(1, 1 + ID_BYTES));
}

function bindingOf(scope: CursorScope): Buffer {
  const entries = Object.entries(scope).filter(([, value]) => value !== undefined);
  const text = JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(text).digest().subarray(0, BINDING_BYTES);
}
