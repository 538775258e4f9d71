import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { readForm } from '../../../../core/providers/form-body.ts';

const read = (text: string) => ({ ...readForm(Buffer.from(text, 'latin1')) });

describe('a form', () => {
  it.each([
    ['a=1&b=2', { a: '1', b: '2' }],
    ['a=x+y%2Bz', { a: 'x y+z' }],
    ['a=Gr%C3%BC%C3%9Fe+%F0%9F%99%82', { a: 'Grüße 🙂' }],
    ['a=1=2', { a: '1=2' }],
    ['a&b=', { a: '', b: '' }],
    ['a%5B0%5D=x', { 'a[0]': 'x' }],
    ['a=1&&b=2&', { a: '1', b: '2' }],
    ['a=2&a=1&a=2', { a: ['2', '1', '2'] }],
    ['a=1&b=2\n', { a: '1', b: '2' }],
    ['a=1%0A', { a: '1\n' }],
    ['', {}],
  ])('of %j is read', (text, form) => {
    expect(read(text)).toEqual(form);
  });

  it.each(['a=%', 'a=%zz', 'a=%FF', 'a=%C3', '%E4=1', 'a=\xff', 'a=%ED%A0%80'])(
    'of %j is refused: its characters cannot be known',
    (text) => {
      expect(() => read(text)).toThrow(expect.objectContaining({ code: 'unreadable_delivery' }));
    },
  );

  it('may have parameters of any name', () => {
    const form = readForm(Buffer.from('__proto__=x&constructor=y'));
    expect(Object.keys(form)).toEqual(['__proto__', 'constructor']);
    expect(form.toString).toBeUndefined();
  });

  it('gives what an encoder was given', () => {
    const text = fc.string({ unit: 'grapheme' }).map((given) => given.toWellFormed());
    const pairs = fc.uniqueArray(fc.tuple(text, text), { selector: ([name]) => name });
    fc.assert(
      fc.property(pairs, (given) => {
        // A nameless parameter without a value and no parameter at all look the same.
        const named = given.filter(([name]) => name !== '');
        const body = Buffer.from(new URLSearchParams(named).toString());
        expect(Object.entries(readForm(body))).toEqual(expect.arrayContaining(named));
      }),
    );
  });
});
