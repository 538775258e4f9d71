import * as z from 'zod';

/**
 * A field that only adds to an event: what `read` does not take counts as absent. The same as
 * `.nullish().catch(undefined)`, which is four schemas around each other for every field of every
 * event, in one.
 */
export function lenient<Out>(read: (value: unknown) => Out | undefined) {
  return z.transform(read).optional();
}

/** A text, or `null` where the vendor writes that. */
export const lenientText = lenient((value) => {
  return typeof value === 'string' || value === null ? value : undefined;
});

/** A number, or `null`. */
export const lenientNumber = lenient((value) => {
  return isNumber(value) || value === null ? value : undefined;
});

/** The size of a file: what is no whole number of bytes says nothing. */
export const lenientBytes = lenient((value) => {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined;
});

/** Yes or no, or `null`. */
export const lenientFlag = lenient((value) => {
  return typeof value === 'boolean' || value === null ? value : undefined;
});

/** An id as a text or a number, or `null`. */
export const lenientTextOrNumber = lenient((value) => {
  return typeof value === 'string' || isNumber(value) || value === null ? value : undefined;
});

/** JSON.parse makes Infinity of `1e999`. */
function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
