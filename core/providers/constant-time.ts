import { hash, timingSafeEqual } from 'node:crypto';

/**
 * Whether two texts are equal, in a time that depends on neither: both are hashed first, since
 * `timingSafeEqual` takes only equal lengths.
 */
export function equalInConstantTime(given: string, expected: string): boolean {
  return timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', expected, 'buffer'));
}
