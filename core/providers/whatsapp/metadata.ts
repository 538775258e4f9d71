/** The entries that have a value, as texts; nothing where there is none. */
export function texts(
  entries: Readonly<Record<string, string | number | boolean | undefined>>,
): Record<string, string> | undefined {
  const kept = Object.entries(entries).flatMap(([name, value]) => {
    return value === undefined || value === '' ? [] : [[name, String(value)] as const];
  });
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}
