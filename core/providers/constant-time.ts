import { createHmac, timingSafeEqual } from 'node:crypto';

const LENGTH_BLIND_KEY = Buffer.from('conversation-log/compare');

/**
 * Whether two texts are equal, in a time that depends on neither: both are hashed first, since
 * `timingSafeEqual` takes only equal lengths.
 */
export function equalInConstantTime(given: string, expected: string): boolean {
  const digest = (text: string) => createHmac('sha256', LENGTH_BLIND_KEY).update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
