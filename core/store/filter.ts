/**
 * What events must be to be listed, by the names that the API has for it: each name that is given
 * must have one of its values.
 */
export type EventFilter = {
  readonly [Name in keyof typeof FILTER_ATTRIBUTES]?: readonly string[] | undefined;
};

/** The small attributes of an item (item.ts) that hold what can be filtered by. */
export const FILTER_ATTRIBUTES = {
  type: 'type',
  channel: 'channel',
  provider: 'provider',
  source_id: 'source_id',
  actor_role: 'actor_role',
  content_type: 'content_type',
  participant_id: 'people',
} as const;

/** A filter in the words of a DynamoDB query. */
export interface FilterExpression {
  readonly expression: string;
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
}

/** The expression of a filter; `null` when it lets everything pass. */
export function filterExpression(filter: EventFilter): FilterExpression | null {
  const conditions: string[] = [];
  const names: Record<string, string> = {};
  const values: Record<string, string> = {};
  for (const name of filterNames()) {
    const wanted = filter[name];
    if (wanted === undefined) continue;
    const attribute = `#${name}`;
    names[attribute] = FILTER_ATTRIBUTES[name];
    const placeholders = wanted.map((value, i) => {
      const placeholder = `:${name}${i}`;
      values[placeholder] = value;
      return placeholder;
    });
    conditions.push(condition(attribute, placeholders, name === 'participant_id'));
  }
  return conditions.length === 0 ? null : { expression: conditions.join(' and '), names, values };
}

/** People are ids of one length in one text, so that `contains` finds exactly the one meant. */
function condition(attribute: string, values: readonly string[], within: boolean): string {
  if (!within) return `${attribute} in (${values.join(', ')})`;
  return `(${values.map((value) => `contains(${attribute}, ${value})`).join(' or ')})`;
}

/** The names by which events can be filtered. */
export function filterNames(): readonly (keyof typeof FILTER_ATTRIBUTES)[] {
  return Object.keys(FILTER_ATTRIBUTES) as (keyof typeof FILTER_ATTRIBUTES)[];
}
