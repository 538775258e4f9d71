/** Twilio's names of parameters with the metadata keys that they become: `NumSegments`, `num_segments`. */
export type MetadataNames = readonly (readonly [name: string, key: string])[];

/** Pairs Twilio's names of parameters with the metadata keys that they become. */
export function metadataNames(...names: readonly string[]): MetadataNames {
  const keyOf = (name: string) => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/\./g, '_');
  return names.map((name) => [name, keyOf(name).toLowerCase()]);
}

/** The named parameters that have a value, and more entries; nothing where none has one. */
export function metadataOf(
  parameters: Readonly<Record<string, unknown>>,
  names: MetadataNames,
  more: Readonly<Record<string, string | undefined>> = {},
): Record<string, string> | undefined {
  let metadata: Record<string, string> | undefined;
  for (const [key, text] of Object.entries(more)) {
    if (!text) continue;
    metadata ??= {};
    metadata[key] = text;
  }
  for (const [name, key] of names) {
    const value = parameters[name];
    if (typeof value !== 'string' || value === '') continue;
    metadata ??= {};
    metadata[key] = value;
  }
  return metadata;
}
