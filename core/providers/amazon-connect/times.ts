import { timeFromIso } from '../../events/time.ts';

/** Amazon Connect writes `1970-01-01T00:00:00.001Z` for what has not happened. */
const NEVER = '1970-01-01T';

/**
 * The first of the times that is given, in milliseconds since 1970; `null` where none is.
 * @throws LogError `invalid_time`
 */
export function firstTime(...texts: readonly (string | undefined)[]): number | null {
  const given = texts.find((text) => text !== undefined && text !== '' && !text.startsWith(NEVER));
  return given === undefined ? null : timeFromIso(given);
}
