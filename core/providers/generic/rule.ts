import * as z from 'zod';
import { type Path, type Placed, pathOf, stepInto, valueAt, valuesAt } from './path.ts';

const HINT = 'a path is names with dots between them, [2] for a position, [] for each of a list';

/** The text of a path. */
export const path = z.string().transform((text, context): Path => {
  const parsed = pathOf(text);
  if (parsed) return parsed;
  context.addIssue({ code: 'custom', message: `No path: ${HINT}` });
  return z.NEVER;
});

/** A mere text stands for the value at that path. */
function asPath(given: unknown): unknown {
  return typeof given === 'string' ? { path: given } : given;
}

/**
 * How one text is found: at a path, translated by a table, or always the same. What stands at the
 * path but not in the table is as good as missing.
 */
export const rule = z.preprocess(
  asPath,
  z
    .strictObject({
      path: path.optional(),
      map: z.record(z.string(), z.string()).optional(),
      default: z.string().optional(),
      value: z.string().optional(),
    })
    .refine(({ path: given, value }) => (given === undefined) !== (value === undefined), {
      message: 'Give either a path or a value',
    }),
);

/** When something happened: a path, and what is written there. */
export const timeRule = z.preprocess(
  asPath,
  z.strictObject({ path, unit: z.enum(['iso', 'seconds', 'milliseconds']).default('iso') }),
);

export type Rule = z.infer<typeof rule>;
export type TimeRule = z.infer<typeof timeRule>;

/** Rules of what stands together in an event, by the names of what they find. */
export interface RuleGroup {
  readonly rules: readonly (readonly [string, Rule])[];
  /** Where all of the rules' paths begin: without it in an event, none of them finds anything. */
  readonly root: string | undefined;
}

/** Puts rules together; an absent one is left out. */
export function ruleGroup(given: Readonly<Partial<Record<string, Rule>>>): RuleGroup {
  const rules = Object.entries(given).flatMap(([name, each]) => {
    return each ? [[name, each] as const] : [];
  });
  const roots = new Set(rules.map(([, each]) => rootOf(each)));
  const [root] = roots;
  return { rules, root: roots.size === 1 ? root : undefined };
}

function rootOf({ path: at, value, default: otherwise }: Rule): string | undefined {
  if (!at || at.inBody || value !== undefined || otherwise !== undefined) return undefined;
  const [root] = at.steps;
  return typeof root === 'string' ? root : undefined;
}

/** The texts that rules find; those that find nothing are left out, and nothing where none does. */
export function textsOf(
  placed: Placed,
  { rules, root }: RuleGroup,
): Readonly<Record<string, string>> | undefined {
  if (root !== undefined && stepInto(placed.event, root) === undefined) return undefined;
  let found: Record<string, string> | undefined;
  for (const [name, each] of rules) {
    const text = textOf(placed, each);
    if (text === undefined) continue;
    found ??= {};
    found[name] = text;
  }
  return found;
}

/** The text that a rule finds, numbers and booleans included. */
export function textOf(placed: Placed, given: Rule | undefined): string | undefined {
  if (!given) return undefined;
  if (given.value !== undefined) return given.value;
  const found = writtenAt(placed, given);
  if (found === undefined || !given.map) return found ?? given.default;
  return Object.hasOwn(given.map, found) ? given.map[found] : given.default;
}

/** The text at a rule's path as the sender wrote it. */
export function writtenAt(placed: Placed, { path: at }: Rule): string | undefined {
  if (!at) return undefined;
  if (at.many) return textsAt(placed, at)[0];
  const value = valueAt(placed, at);
  return isPlain(value) ? String(value) : undefined;
}

/** A text that is one of those names. */
export function oneOf<Name extends string>(
  names: readonly Name[],
  text: string | undefined,
): Name | undefined {
  return names.find((name) => name === text);
}

/** All texts at a path; empty ones say nothing. */
export function textsAt(placed: Placed, at: Path): readonly string[] {
  return valuesAt(placed, at).flatMap((value) => {
    return isPlain(value) ? [String(value)] : [];
  });
}

/** Whether a value can stand as a text. */
export function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return value !== '';
  return typeof value === 'number' || typeof value === 'boolean';
}
