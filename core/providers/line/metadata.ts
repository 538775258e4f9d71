/** The entries of several, the last of a name winning; nothing where there is none. */
export function merged(
  ...parts: readonly (Readonly<Record<string, string>> | undefined)[]
): Record<string, string> | undefined {
  const all: Record<string, string> = Object.assign({}, ...parts);
  return Object.keys(all).length > 0 ? all : undefined;
}
