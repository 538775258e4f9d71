import {
  isObject,
  isScalar,
  OPERATORS,
  refuse,
  type Scalar,
  singleEntry,
  type Test,
} from './operators.ts';

/** Whether a JSON value, an event or a part of one, fits a pattern. `undefined` stands for absent. */
export type Matcher = (value: unknown) => boolean;

/**
 * Compiles an EventBridge event pattern with all its content filters. A pattern is understood in
 * full or refused: an operator this function does not know would match too much or too little.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 * @throws LogError `invalid_settings` naming the place in the pattern
 */
export function compilePattern(pattern: unknown): Matcher {
  if (!isObject(pattern)) return refuse('', 'a pattern is an object');
  return objectMatcher(pattern, '');
}

function objectMatcher(pattern: Readonly<Record<string, unknown>>, path: string): Matcher {
  const entries = Object.entries(pattern);
  if (entries.length === 0) return refuse(path, 'a pattern names at least one field');
  const members = entries.map(([name, inner]) => {
    const place = path ? `${path}.${name}` : name;
    return name === '$or' ? anyOf(inner, place) : memberMatcher(name, fieldMatcher(inner, place));
  });
  const matches = (value: unknown) => members.every((member) => member(value));
  return (value) => (Array.isArray(value) ? value.some(matches) : matches(value));
}

function anyOf(alternatives: unknown, path: string): Matcher {
  if (!Array.isArray(alternatives) || alternatives.length === 0) {
    return refuse(path, '$or takes a list of patterns');
  }
  const matchers = alternatives.map((pattern: unknown, i) => {
    if (!isObject(pattern)) return refuse(`${path}.${i}`, 'a pattern is an object');
    return objectMatcher(pattern, `${path}.${i}`);
  });
  return (value) => matchers.some((matches) => matches(value));
}

function memberMatcher(name: string, matches: Matcher): Matcher {
  return (value) => {
    return matches(isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined);
  };
}

function fieldMatcher(pattern: unknown, path: string): Matcher {
  if (isObject(pattern)) return objectMatcher(pattern, path);
  if (!Array.isArray(pattern) || pattern.length === 0) {
    return refuse(path, 'a field takes a list of values, or an object of fields');
  }
  const matchers = pattern.map((entry: unknown) => entryMatcher(entry, path));
  return (value) => matchers.some((matches) => matches(value));
}

function entryMatcher(entry: unknown, path: string): Matcher {
  if (isScalar(entry)) return someScalar((value) => value === entry);
  if (!isObject(entry)) return refuse(path, 'a list holds values and operators');
  const [name, operand] = singleEntry(entry, path);
  if (name === 'exists') return existence(operand, path);
  const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (!operator) return refuse(path, `unknown operator ${name}`);
  return someScalar(operator(operand, path));
}

/** `exists` speaks of leaves: an object in the event counts as absent. */
function existence(operand: unknown, path: string): Matcher {
  if (typeof operand !== 'boolean') return refuse(path, 'exists takes true or false');
  return (value) => scalarsOf(value).length > 0 === operand;
}

function someScalar(test: Test): Matcher {
  return (value) => scalarsOf(value).some(test);
}

/** A field's values: those of a list count each on their own. */
function scalarsOf(value: unknown): readonly Scalar[] {
  if (Array.isArray(value)) return value.flatMap(scalarsOf);
  return isScalar(value) ? [value] : [];
}
