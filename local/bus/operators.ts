import { BlockList, isIP } from 'node:net';
import { LogError } from '../../core/events/errors.ts';

/** A value that an event pattern can compare: JSON's scalars. */
export type Scalar = string | number | boolean | null;

/** Whether a scalar of an event fits one entry of a pattern's list. */
export type Test = (value: Scalar) => boolean;

type Operator = (operand: unknown, path: string) => Test;

/** @throws LogError always: the pattern cannot be understood */
export function refuse(path: string, why: string): never {
  throw new LogError('invalid_settings', `Event pattern, ${path || '(root)'}: ${why}`);
}

export function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The operators of EventBridge's content filters on a present value, but for `exists`. */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  prefix: caseAware((value, text) => value.startsWith(text)),
  suffix: caseAware((value, text) => value.endsWith(text)),
  'equals-ignore-case': (operand, path) => equalsIgnoreCase(textOf(operand, path)),
  wildcard: (operand, path) => wildcard(textOf(operand, path), path),
  numeric,
  cidr,
  'anything-but': anythingBut,
};

/** The one operator and operand of an object such as `{ "prefix": "a" }`. */
export function singleEntry(
  value: Readonly<Record<string, unknown>>,
  path: string,
): readonly [string, unknown] {
  const [entry, ...others] = Object.entries(value);
  if (!entry || others.length > 0) return refuse(path, 'an operator is an object with one member');
  return entry;
}

function onText(test: (value: string) => boolean): Test {
  return (value) => typeof value === 'string' && test(value);
}

function textOf(operand: unknown, path: string): string {
  return typeof operand === 'string' ? operand : refuse(path, 'give a text');
}

function equalsIgnoreCase(text: string): Test {
  return onText((value) => value.toLowerCase() === text.toLowerCase());
}

function caseAware(test: (value: string, text: string) => boolean): Operator {
  return (operand, path) => {
    if (!isObject(operand)) {
      const text = textOf(operand, path);
      return onText((value) => test(value, text));
    }
    const [name, inner] = singleEntry(operand, path);
    if (name !== 'equals-ignore-case') return refuse(path, `unknown operator ${name}`);
    const text = textOf(inner, path).toLowerCase();
    return onText((value) => test(value.toLowerCase(), text));
  };
}

/** `*` stands for any number of characters; `\*` and `\\` for themselves. */
function wildcard(text: string, path: string): Test {
  if (/(^|[^\\])\*\*/.test(text)) return refuse(path, 'wildcards cannot stand side by side');
  const source = text.replace(/\\([*\\])|[\s\S]/g, (match, escaped?: string) => {
    if (escaped !== undefined) return `\\${escaped}`;
    return match === '*' ? '[\\s\\S]*' : match.replace(/[.*+?^${}()|[\]\\/]/, '\\$&');
  });
  const expression = new RegExp(`^${source}$`);
  return onText((value) => expression.test(value));
}

const COMPARISONS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

function numeric(operand: unknown, path: string): Test {
  if (!Array.isArray(operand) || ![2, 4].includes(operand.length)) {
    return refuse(path, 'give [comparison, number] or two of them');
  }
  const tests = operand.flatMap((comparison: unknown, i) => {
    if (i % 2 === 1) return [];
    const compare = typeof comparison === 'string' ? COMPARISONS[comparison] : undefined;
    const bound: unknown = operand[i + 1];
    if (!compare || typeof bound !== 'number') return refuse(path, 'unknown comparison');
    return [(value: number) => compare(value, bound)];
  });
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

function cidr(operand: unknown, path: string): Test {
  const [address = '', bits = ''] = textOf(operand, path).split('/');
  const family = isIP(address);
  const most = family === 4 ? 32 : 128;
  if (family === 0 || !/^\d+$/.test(bits) || Number(bits) > most) {
    return refuse(path, 'give an address range such as 10.0.0.0/24');
  }
  const list = new BlockList();
  list.addSubnet(address, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  return onText(
    (value) => isIP(value) === family && list.check(value, family === 4 ? 'ipv4' : 'ipv6'),
  );
}

function anythingBut(operand: unknown, path: string): Test {
  const refused = isObject(operand)
    ? excludedByOperator(operand, path)
    : excludedValues(operand, path);
  return (value) => !refused.some((test) => test(value));
}

function excludedValues(operand: unknown, path: string): readonly Test[] {
  const values: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  if (values.length === 0) return refuse(path, 'give at least one value');
  return values.map((excluded) => {
    if (!isScalar(excluded) || typeof excluded === 'boolean' || excluded === null) {
      return refuse(path, 'anything-but takes texts or numbers');
    }
    return (value: Scalar) => value === excluded;
  });
}

function excludedByOperator(
  operand: Readonly<Record<string, unknown>>,
  path: string,
): readonly Test[] {
  const [name, inner] = singleEntry(operand, path);
  const operator = OPERATORS[name];
  if (!operator || !['prefix', 'suffix', 'equals-ignore-case', 'wildcard'].includes(name)) {
    return refuse(path, `unknown operator ${name}`);
  }
  const operands: readonly unknown[] = Array.isArray(inner) ? inner : [inner];
  return operands.map((each) => operator(each, path));
}
