import { isPlain } from './texts.ts';

/** The entries that have a value, as texts: what is absent, empty or nested is left out. */
export function texts(entries: Readonly<Record<string, unknown>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name in entries) {
    const value = entries[name];
    if (isPlain(value) && value !== '') kept[name] = String(value);
  }
  return kept;
}

/**
 * A flat object of custom properties under names of our own: `{color: 'red'}` under `message` is
 * `{'message.color': 'red'}`, so that a property that a customer named cannot hide one of ours.
 */
export function prefixed(
  prefix: string,
  properties: Readonly<Record<string, unknown>> | null | undefined,
): Record<string, string> {
  if (!properties) return {};
  const entries = Object.entries(properties).map(([name, value]) => [`${prefix}.${name}`, value]);
  return texts(Object.fromEntries(entries));
}

/** Metadata of an event, or nothing where there is none. */
export function metadataOf(
  ...parts: readonly Readonly<Record<string, string>>[]
): Record<string, string> | undefined {
  const all: Record<string, string> = {};
  for (const part of parts) Object.assign(all, part);
  return Object.keys(all).length > 0 ? all : undefined;
}
