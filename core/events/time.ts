import { LogError } from './errors.ts';

/** The first millisecond after the year 9999; ids and ISO texts keep a fixed width below it. */
const END_OF_TIME = Date.UTC(10_000, 0, 1);

/** What most vendors write: Date.parse reads it as it stands, and cuts up to nine decimals right. */
const PLAIN = /^\d{4}-\d\d-\d\dT\d\d:\d\d:[0-5]\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** Whether `ms` is a whole number of milliseconds since 1970 before the year 10000. */
export function isTime(ms: number): boolean {
  return Number.isInteger(ms) && ms >= 0 && ms < END_OF_TIME;
}

function checked(ms: number): number {
  if (!isTime(ms)) throw new LogError('invalid_time');
  return ms;
}

/**
 * Milliseconds since 1970 of an RFC 3339 text with zone and any number of decimals (Zendesk sends
 * nine). Decimals beyond the third are cut, not rounded; a leap second counts as the last
 * millisecond of its minute.
 * @throws LogError `invalid_time`
 */
export function timeFromIso(text: string): number {
  if (PLAIN.test(text)) return checked(Date.parse(text));
  if (!RFC_3339.test(text)) throw new LogError('invalid_time');
  const iso = text
    .toUpperCase()
    .replace(' ', 'T')
    .replace(/:60(\.\d+)?/, ':59.999')
    .replace(/(\.\d{3})\d+/, '$1');
  return checked(Date.parse(iso));
}

/**
 * Milliseconds since 1970 of unix seconds: a number, or a text of digits with an optional fraction
 * (WhatsApp `"1749416383"`, Slack `"1531420618.000100"`). The fraction is cut to milliseconds
 * without passing through a float.
 * @throws LogError `invalid_time`
 */
export function timeFromSeconds(seconds: number | string): number {
  if (typeof seconds === 'number') return checked(Math.floor(seconds * 1000));
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(seconds);
  if (!match) throw new LogError('invalid_time');
  const fraction = (match[2] ?? '').slice(0, 3).padEnd(3, '0');
  return checked(Number(match[1]) * 1000 + Number(fraction));
}

/**
 * Milliseconds since 1970 given as a number or a text of digits.
 * @throws LogError `invalid_time`
 */
export function timeFromMilliseconds(ms: number | string): number {
  if (typeof ms === 'string' && !/^\d{1,15}$/.test(ms)) throw new LogError('invalid_time');
  return checked(Math.floor(Number(ms)));
}

/** UTC, ISO 8601, milliseconds, `Z`: the one form in which the log writes times. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
