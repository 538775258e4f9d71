/** The entries that have a value, as texts; nothing where there is none. */
export function texts(
  entries: Readonly<Record<string, string | number | boolean | undefined>>,
): Record<string, string> | undefined {
  let kept: Record<string, string> | undefined;
  // Runs for each event, mostly to find nothing: Object.entries would make an array of each entry.
  for (const name in entries) {
    const value = entries[name];
    if (value === undefined || value === '') continue;
    kept ??= {};
    kept[name] = String(value);
  }
  return kept;
}
