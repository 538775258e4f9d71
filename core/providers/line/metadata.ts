/** The entries that have a value, as texts; nothing where there is none. */
export function texts(
  entries: Readonly<Record<string, string | number | boolean | undefined>>,
): Record<string, string> | undefined {
  let kept: Record<string, string> | undefined;
  for (const [name, value] of Object.entries(entries)) {
    if (value === undefined || value === '') continue;
    kept ??= {};
    kept[name] = String(value);
  }
  return kept;
}

/** The entries of several, the last of a name winning; nothing where there is none. */
export function merged(
  ...parts: readonly (Readonly<Record<string, string>> | undefined)[]
): Record<string, string> | undefined {
  const all: Record<string, string> = Object.assign({}, ...parts);
  return Object.keys(all).length > 0 ? all : undefined;
}
