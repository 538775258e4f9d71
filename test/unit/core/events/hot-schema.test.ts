import { expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod';
import { safeParse } from '../../../../core/events/hot-schema.ts';

/** Some of all that the providers' schemas are made of. */
const schemaOfEvents = () => {
  return z.looseObject({
    id: z.union([z.string().min(1), z.number().int().transform(String)]),
    text: z.string().optional(),
    size: z.transform((value) => (typeof value === 'number' ? value : undefined)).optional(),
    kind: z.enum(['a', 'b']).catch('a'),
    format: z.string().default('plain'),
    people: z.array(z.object({ id: z.string(), nested: z.unknown() })).optional(),
    labels: z.record(z.string(), z.string()).nullish(),
  });
};

const word = fc.constantFrom<unknown>('', 'a', 'b', 1, 1.5, Number.NaN, null, undefined, {}, []);
const events = fc.oneof(
  { weight: 1, arbitrary: fc.jsonValue() },
  {
    weight: 5,
    arbitrary: fc.record(
      {
        id: word,
        text: word,
        size: word,
        kind: word,
        format: word,
        people: fc.oneof(
          word,
          fc.array(fc.record({ id: word, nested: word }, { requiredKeys: [] })),
        ),
        labels: fc.oneof(word, fc.dictionary(fc.string({ maxLength: 9 }), word)),
        more: fc.jsonValue(),
      },
      { requiredKeys: [] },
    ),
  },
);

it('gives what the schema itself gives, before and after the schema is compiled', () => {
  const schema = schemaOfEvents();
  const compared = (value: unknown) => {
    const [given, expected] = [safeParse(schema, value), schema.safeParse(value)];
    expect(given.data).toStrictEqual(expected.data);
    expect(given.error?.issues).toStrictEqual(expected.error?.issues);
  };
  fc.assert(fc.property(events, compared), { numRuns: 5_000 });
});

it('compiles a schema that many values pass', () => {
  const schema = z.object({ id: z.string() });
  const own = jest.spyOn(schema, 'safeParse');
  for (let value = 0; value < 5_000; value++) safeParse(schema, { id: String(value) });
  expect(own.mock.calls.length).toBeLessThan(3_000);
});
