/** A step of a path: a name, a position in a list, or `each` for every element of one. */
type Step = string | number | typeof EACH;

const EACH = Symbol('each');

/** Where a value stands in an event, or in the body around it. */
export interface Path {
  readonly inBody: boolean;
  readonly steps: readonly Step[];
  /** Whether it can lead to several values. */
  readonly many: boolean;
}

/** An event, and the body that it came in. */
export interface Placed {
  readonly event: unknown;
  readonly body: unknown;
}

/** Tells a path from the other things that a mapping is made of. */
export function isPath(value: object): value is Path {
  return 'steps' in value && Array.isArray(value.steps);
}

const PART = /^([^.[\]]*)((?:\[\d*\])*)$/;

/**
 * Reads a path: names with dots between them, `[2]` for a position and `[]` for every element of a
 * list; `$.` in front starts at the body instead of the event. `null` when the text is not a path.
 */
export function pathOf(text: string): Path | null {
  const inBody = text.startsWith('$.');
  const steps: Step[] = [];
  for (const part of (inBody ? text.slice(2) : text).split('.')) {
    const [, name, brackets] = PART.exec(part) ?? [];
    if (!name && !brackets) return null;
    if (name) steps.push(name);
    for (const [, position] of (brackets ?? '').matchAll(/\[(\d*)\]/g)) {
      steps.push(position ? Number(position) : EACH);
    }
  }
  return { inBody, steps, many: steps.includes(EACH) };
}

/** The values at a path, in order; none where the way does not exist. */
export function valuesAt({ event, body }: Placed, { inBody, steps }: Path): readonly unknown[] {
  return valuesFrom(inBody ? body : event, steps, 0);
}

function valuesFrom(start: unknown, steps: readonly Step[], from: number): readonly unknown[] {
  let value = start;
  for (let at = from; at < steps.length; at++) {
    if (value === undefined) return [];
    const step = steps[at] as Step;
    if (step === EACH) {
      return Array.isArray(value) ? value.flatMap((each) => valuesFrom(each, steps, at + 1)) : [];
    }
    value = stepInto(value, step);
  }
  return value === undefined ? [] : [value];
}

/** What an object or list has of its own under a name or position; `undefined` where it has nothing. */
export function stepInto(value: unknown, step: Step): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const next: unknown = (value as Readonly<Record<Step, unknown>>)[step];
  return next === undefined || Object.hasOwn(value, step) ? next : undefined;
}

/** The value at a path that leads to one, without the lists in between; `undefined` where none is. */
export function valueAt({ event, body }: Placed, { inBody, steps }: Path): unknown {
  let value = inBody ? body : event;
  for (const step of steps) value = stepInto(value, step);
  return value;
}
