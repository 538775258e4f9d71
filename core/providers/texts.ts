/**
 * The entries that have a value, as texts: what is absent, empty or nested is left out; nothing
 * where none is left. By keys and not by `Object.entries`, which would make an array of each entry:
 * this runs several times for each event.
 */
export function texts(
  entries: Readonly<Record<string, unknown>>,
): Record<string, string> | undefined {
  let kept: Record<string, string> | undefined;
  for (const name in entries) {
    const value = entries[name];
    if (!isPlain(value) || value === '') continue;
    kept ??= {};
    kept[name] = String(value);
  }
  return kept;
}

/** Whether a value can stand as a text. */
export function isPlain(value: unknown): value is string | number | boolean {
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean';
}
