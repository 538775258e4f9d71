/**
 * The entry of a table under a name that a vendor wrote; `undefined` where there is none. By plain
 * access, every table would have an entry `constructor`.
 */
export function entryOf<Value>(
  table: Readonly<Record<string, Value>>,
  name: string | null | undefined,
): Value | undefined {
  return name != null && Object.hasOwn(table, name) ? table[name] : undefined;
}
