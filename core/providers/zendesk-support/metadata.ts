import { isPlain } from '../texts.ts';

/**
 * A changed value as a text: plain, wrapped (`{"value": "Production"}`) or a list of plain ones;
 * `null` where it is anything else, `undefined` where there is none.
 */
export function valueText(value: unknown): string | null | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (isPlain(value)) return String(value);
  if (Array.isArray(value)) return value.every(isPlain) ? value.join(',') : null;
  if (typeof value !== 'object' || !('value' in value)) return null;
  return valueText(value.value);
}

/** A change from one value to another, as far as texts can tell it. */
export interface ChangeTexts {
  readonly current: string | undefined;
  readonly previous: string | undefined;
  /** Whether the texts tell the change; where not, the event is kept whole. */
  readonly told: boolean;
}

/** The texts of a change. */
export function changeTexts(change: {
  readonly current?: unknown;
  readonly previous?: unknown;
}): ChangeTexts {
  const [current, previous] = [valueText(change.current), valueText(change.previous)];
  return {
    current: current ?? undefined,
    previous: previous ?? undefined,
    told: current !== null && previous !== null && (current ?? previous) !== undefined,
  };
}
