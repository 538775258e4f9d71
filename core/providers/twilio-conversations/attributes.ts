import { isJsonObject } from '../json-value.ts';

/**
 * `Attributes`, the operator's own data of a thing: JSON, mostly inside a text. Its members become
 * metadata under `attributes.`; what is no object stays as it is.
 */
export function attributesOf(given: unknown): Record<string, string> | undefined {
  if (given === undefined || given === '{}') return undefined;
  const value = typeof given === 'string' ? parsed(given) : given;
  if (!isJsonObject(value)) return { attributes: textOf(given) };
  const entries = Object.entries(value).map(([name, each]) => [`attributes.${name}`, textOf(each)]);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
