/** The entries that have a value, as texts; nothing where there is none. */
export function texts(
  entries: Readonly<Record<string, string | number | undefined>>,
): Record<string, string> | undefined {
  const kept = Object.entries(entries).filter(([, value]) => value !== undefined && value !== '');
  if (kept.length === 0) return undefined;
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}
