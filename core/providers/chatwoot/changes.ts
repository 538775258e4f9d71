import type { Changes } from './payload.ts';

/** What an attribute was and is. */
export interface Change {
  readonly previous: unknown;
  readonly current: unknown;
}

/** Attributes that change along with others. */
const ALONG = ['updated_at', 'cached_label_list', 'last_activity_at'];

/** `changed_attributes`, a list of single attributes, by name. */
export function changesOf(changes: Changes): ReadonlyMap<string, Change> {
  const all = (changes ?? []).flatMap((change) => Object.entries(change));
  return new Map(
    all.map(([name, { previous_value: previous, current_value: current }]) => {
      return [name, { previous, current }];
    }),
  );
}

/** The names of the attributes that somebody changed. */
export function namesOf(changes: ReadonlyMap<string, Change>): readonly string[] {
  return [...changes.keys()].filter((name) => !ALONG.includes(name));
}

/** When they changed, as Chatwoot writes it. */
export function changedAt(changes: ReadonlyMap<string, Change>): string | number | undefined {
  const current = changes.get('updated_at')?.current;
  return typeof current === 'string' || typeof current === 'number' ? current : undefined;
}

/** An id as a text; Chatwoot's "none" is `null`. */
export function idOf(value: unknown): string | undefined {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : undefined;
}

/** A list of texts; anything else is an empty one. */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
