import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { LogError } from '../../../../core/events/errors.ts';
import { compilePattern } from '../../../../local/bus/pattern.ts';

const event = {
  source: 'conversation-log',
  'detail-type': 'MessageReceived',
  resources: ['conversation-log:event:1', 'conversation-log:event:2'],
  detail: {
    text: 'Hello World',
    score: 0.93,
    count: 300,
    public: true,
    nothing: null,
    ip: '10.0.0.17',
    ip6: '2001:db8::1',
    path: 'dir/a*b.png',
    tags: ['vip', 'spam'],
    empty: [],
    people: [
      { role: 'agent', id: '1' },
      { role: 'customer', id: '2' },
    ],
  },
};

const matching: readonly (readonly [string, unknown, boolean])[] = [
  ['a value', { source: ['conversation-log'] }, true],
  ['another value', { source: ['other'] }, false],
  ['one of several values', { source: ['other', 'conversation-log'] }, true],
  ['all fields', { source: ['conversation-log'], 'detail-type': ['MessageSent'] }, false],
  ['a value of a list', { resources: ['conversation-log:event:2'] }, true],
  ['a number', { detail: { count: [300] } }, true],
  ['a number as text', { detail: { count: ['300'] } }, false],
  ['a boolean', { detail: { public: [true] } }, true],
  ['null', { detail: { nothing: [null] } }, true],
  ['null, absent', { detail: { missing: [null] } }, false],
  ['prefix', { detail: { text: [{ prefix: 'Hello' }] } }, true],
  ['prefix, other case', { detail: { text: [{ prefix: 'hello' }] } }, false],
  [
    'prefix, ignoring case',
    { detail: { text: [{ prefix: { 'equals-ignore-case': 'hELLO' } }] } },
    true,
  ],
  ['suffix', { detail: { path: [{ suffix: '.png' }] } }, true],
  [
    'suffix, ignoring case',
    { detail: { path: [{ suffix: { 'equals-ignore-case': '.PNG' } }] } },
    true,
  ],
  ['equals-ignore-case', { detail: { text: [{ 'equals-ignore-case': 'HELLO WORLD' }] } }, true],
  ['anything-but', { detail: { text: [{ 'anything-but': 'Bye' }] } }, true],
  ['anything-but, the value', { detail: { text: [{ 'anything-but': 'Hello World' }] } }, false],
  ['anything-but, a list', { detail: { count: [{ 'anything-but': [100, 300] }] } }, false],
  ['anything-but, absent', { detail: { missing: [{ 'anything-but': 'x' }] } }, false],
  ['anything-but prefix', { detail: { text: [{ 'anything-but': { prefix: 'Hello' } }] } }, false],
  [
    'anything-but suffixes',
    { detail: { path: [{ 'anything-but': { suffix: ['.jpg', '.png'] } }] } },
    false,
  ],
  [
    'anything-but, case',
    { detail: { text: [{ 'anything-but': { 'equals-ignore-case': ['hello world'] } }] } },
    false,
  ],
  [
    'anything-but wildcard',
    { detail: { path: [{ 'anything-but': { wildcard: 'img/*' } }] } },
    true,
  ],
  ['anything-but in a list', { detail: { tags: [{ 'anything-but': 'vip' }] } }, true],
  ['numeric', { detail: { score: [{ numeric: ['>', 0.9] }] } }, true],
  ['numeric range', { detail: { count: [{ numeric: ['>=', 0, '<', 300] }] } }, false],
  ['numeric equals', { detail: { count: [{ numeric: ['=', 300] }] } }, true],
  ['numeric on a text', { detail: { text: [{ numeric: ['>', 0] }] } }, false],
  ['exists', { detail: { score: [{ exists: true }] } }, true],
  ['exists, null', { detail: { nothing: [{ exists: true }] } }, true],
  ['exists, absent', { detail: { missing: [{ exists: true }] } }, false],
  ['exists not, absent', { detail: { missing: [{ exists: false }] } }, true],
  ['exists not, below an absent object', { detail: { a: { b: [{ exists: false }] } } }, true],
  ['exists, an object is no leaf', { detail: [{ exists: true }] }, false],
  ['exists, an empty list', { detail: { empty: [{ exists: true }] } }, false],
  ['cidr', { detail: { ip: [{ cidr: '10.0.0.0/24' }] } }, true],
  ['cidr, outside', { detail: { ip: [{ cidr: '10.0.1.0/24' }] } }, false],
  ['cidr of version 6', { detail: { ip6: [{ cidr: '2001:db8::/32' }] } }, true],
  ['cidr on a text', { detail: { text: [{ cidr: '10.0.0.0/24' }] } }, false],
  ['wildcard', { detail: { path: [{ wildcard: 'dir/*.png' }] } }, true],
  ['wildcard, the whole', { detail: { path: [{ wildcard: 'dir/*' }] } }, true],
  ['wildcard, no match', { detail: { path: [{ wildcard: '*.jpg' }] } }, false],
  ['wildcard, a literal star', { detail: { path: [{ wildcard: 'dir/a\\*b*' }] } }, true],
  ['wildcard, a dot is a dot', { detail: { path: [{ wildcard: 'dir/*xpng' }] } }, false],
  ['$or', { $or: [{ source: ['x'] }, { detail: { public: [true] } }] }, true],
  ['$or, none', { $or: [{ source: ['x'] }, { source: ['y'] }] }, false],
  ['$or and a field', { source: ['x'], $or: [{ detail: { public: [true] } }] }, false],
  ['a list of objects', { detail: { people: { role: ['customer'] } } }, true],
  [
    'a list of objects, one object must fit whole',
    { detail: { people: { role: ['customer'], id: ['1'] } } },
    false,
  ],
  ['operators beside values', { detail: { text: ['x', { prefix: 'Hell' }] } }, true],
];

describe('event patterns', () => {
  it.each(matching)('%s', (_, pattern, expected) => {
    expect(compilePattern(pattern)(event)).toBe(expected);
  });

  it.each([
    ['an operator it does not know', { detail: { a: [{ regex: '.*' }] } }, 'detail.a'],
    ['an inherited name as an operator', { a: [{ constructor: 'x' }] }, 'a'],
    ['a value outside a list', { source: 'conversation-log' }, 'source'],
    ['an empty list', { source: [] }, 'source'],
    ['an empty object', {}, '(root)'],
    ['a list', [], '(root)'],
    ['a list in a list', { a: [[1]] }, 'a'],
    ['two operators in one object', { a: [{ prefix: 'x', suffix: 'y' }] }, 'a'],
    ['prefix of a number', { a: [{ prefix: 1 }] }, 'a'],
    ['an unknown comparison', { a: [{ numeric: ['!', 1] }] }, 'a'],
    ['half a comparison', { a: [{ numeric: ['<'] }] }, 'a'],
    ['exists of a text', { a: [{ exists: 'yes' }] }, 'a'],
    ['no range of addresses', { a: [{ cidr: '10.0.0.0/40' }] }, 'a'],
    ['anything-but of nothing', { a: [{ 'anything-but': [] }] }, 'a'],
    [
      'anything-but of an unknown operator',
      { a: [{ 'anything-but': { numeric: ['>', 1] } }] },
      'a',
    ],
    ['wildcards side by side', { a: [{ wildcard: 'x**' }] }, 'a'],
    ['$or of no list', { $or: { a: [1] } }, '$or'],
    ['$or of no objects', { $or: [1] }, '$or.0'],
  ])('refuses %s, and says where', (_, pattern, place) => {
    const refused = { code: 'invalid_settings', message: expect.stringContaining(`, ${place}:`) };
    expect(() => compilePattern(pattern)).toThrow(expect.objectContaining(refused));
  });

  it('are understood in full or refused with a code, whatever they are', () => {
    const names = fc.constantFrom(
      'a',
      '$or',
      'prefix',
      'anything-but',
      'numeric',
      'wildcard',
      'exists',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.jsonValue({ maxDepth: 1 }),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(names, tie('tree'), { maxKeys: 2 }),
      ),
    }));
    fc.assert(
      fc.property(tree, fc.jsonValue(), (pattern, value) => {
        try {
          expect(typeof compilePattern(pattern)(value)).toBe('boolean');
        } catch (error) {
          expect(error).toBeInstanceOf(LogError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
