/**
 * JSON text of a value with the keys of every object in code-unit order and no white space, so
 * that equal values have equal bytes (the ordering of RFC 8785). Members that are `undefined` are
 * left out, as `JSON.stringify` does. The value must be JSON data, without cycles.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalItem).join(',')}]`;
  let members = '';
  for (const key of Object.keys(value).sort()) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (member === undefined) continue;
    if (members !== '') members += ',';
    members += `${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
}

function canonicalItem(item: unknown): string {
  return item === undefined ? 'null' : canonicalJson(item);
}
