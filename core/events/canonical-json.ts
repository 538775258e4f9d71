/**
 * JSON text of a value with the keys of every object in code-unit order and no white space, so
 * that equal values have equal bytes (the ordering of RFC 8785). Members that are `undefined` are
 * left out, as `JSON.stringify` does. The value must be JSON data, without cycles.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalItem).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member: unknown = Reflect.get(value, key);
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`);
  }
  return `{${members.join(',')}}`;
}

function canonicalItem(item: unknown): string {
  return item === undefined ? 'null' : canonicalJson(item);
}
