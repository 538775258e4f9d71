import { timeFromIso, timeFromSeconds } from '../../events/time.ts';

/**
 * Milliseconds since 1970 of a time as Chatwoot writes it: ISO 8601 in messages (once `2020-03-03
 * 13:05:57 UTC`), unix seconds in conversations, with a fraction in `updated_at`.
 * @throws LogError `invalid_time`
 */
export function timeOf(value: string | number): number {
  if (typeof value === 'number') return timeFromSeconds(value);
  return timeFromIso(value.endsWith(' UTC') ? `${value.slice(0, -4)}Z` : value);
}

/** The same, where Chatwoot may say no time: 0 stands for none. */
export function maybeTimeOf(value: string | number | null | undefined): number | null {
  return value ? timeOf(value) : null;
}
