import * as fc from 'fast-check';

/** A body with one part of its JSON, or one parameter of its form, mutated. */
export function mutatedBody(body: Buffer): fc.Arbitrary<string> {
  const value = parsed(body);
  if (value !== undefined) return mutated(value).map((changed) => JSON.stringify(changed) ?? '');
  const form = Object.fromEntries(new URLSearchParams(body.toString('utf8').trimEnd()));
  return mutated(form).map(formText);
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** A form of the values, a list as a repeated parameter; what is no form is the body's text. */
function formText(value: unknown): string {
  if (value === null || typeof value !== 'object') return String(value);
  const pairs = Object.entries(value).flatMap(([name, one]) => {
    return [one].flat().map((each) => `${encode(name)}=${encode(each)}`);
  });
  return pairs.join('&');
}

function encode(value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return encodeURIComponent(text.toWellFormed());
}

/** A JSON value with one of its parts replaced, removed or doubled. */
function mutated(value: unknown): fc.Arbitrary<unknown> {
  const paths = pathsIn(value);
  const junk = fc.oneof(
    fc.jsonValue({ maxDepth: 1 }),
    fc.constantFrom(
      undefined,
      null,
      '',
      0,
      -1,
      1e308,
      [],
      {},
      'x'.repeat(50),
      '\u0000',
      '__proto__',
      'constructor',
    ),
  );
  return fc
    .tuple(fc.constantFrom(...paths), junk)
    .map(([path, replacement]) => replaced(value, path, replacement));
}

function pathsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (value === null || typeof value !== 'object') return [path];
  return [path, ...Object.entries(value).flatMap(([key, part]) => pathsIn(part, [...path, key]))];
}

function replaced(value: unknown, path: readonly string[], replacement: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return replacement;
  if (Array.isArray(value))
    return value.map((part, i) => (String(i) === key ? replaced(part, rest, replacement) : part));
  if (value === null || typeof value !== 'object') return value;
  return { ...value, [key]: replaced(Reflect.get(value, key), rest, replacement) };
}
