import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the folder of vendor samples. */
export interface Sample {
  /** The vendor's folder, with `/` and the file's name. */
  readonly path: string;
  readonly folder: string;
  readonly name: string;
  readonly bytes: Buffer;
}

/** Every file of every vendor's folder under `root`. */
export function samplesIn(root: string): readonly Sample[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .flatMap((folder) => filesIn(root, folder));
}

function filesIn(root: string, folder: string): readonly Sample[] {
  const names = readdirSync(join(root, folder)).sort();
  return names.map((name) => {
    const bytes = readFileSync(join(root, folder, name));
    return { path: `${folder}/${name}`, folder, name, bytes };
  });
}

export function jsonOf({ bytes }: Pick<Sample, 'bytes'>): unknown {
  return JSON.parse(bytes.toString('utf8'));
}

/** What stands at a path of a JSON value; `undefined` where nothing does. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((part, step) => {
    return typeof part === 'object' && part !== null ? Reflect.get(part, step) : undefined;
  }, value);
}

/** The text at a path; empty where there is none. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string {
  const text = at(value, ...path);
  return text === undefined || text === null ? '' : String(text);
}

export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const list = at(value, ...path);
  return Array.isArray(list) ? list : [];
}

/** The object's fields, and nothing of what is no object. */
export function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
