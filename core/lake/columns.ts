import * as z from 'zod';
import { conversationEvent } from '../events/event.ts';

/** A type of the lake, in the words of Hive: what both Glue and the reader of a Parquet file know. */
export type ColumnType =
  | 'string'
  | 'bigint'
  | 'double'
  | 'boolean'
  | { readonly array: ColumnType }
  | { readonly map: ColumnType }
  | { readonly struct: Readonly<Record<string, ColumnType>> };

/** A column of the lake's table of events. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

interface Choice {
  /** False leaves out every field that holds what people wrote. Default true. */
  readonly messageText?: boolean;
}

/** The column by whose day of arrival (UTC, `2026-11-23`) the files are partitioned. */
export const PARTITION = 'dt';

/** The fields of a message's content that stay in a lake without message text. */
const CONTENT_WITHOUT_TEXT = ['type', 'format', 'kind', 'mime_type', 'size_bytes', 'sha256'];

/** Further fields that hold what people wrote. A column without fields is left out. */
const TEXT_FIELDS: Readonly<Record<string, readonly string[]>> = {
  note: ['text'],
  postback: ['payload', 'title'],
  rating: ['comment'],
  error: ['message'],
};

/**
 * The columns of the lake, derived from the event schema: nested structs, `payload` as JSON text.
 * Variants of a union (the kinds of content) become one struct that has the fields of all.
 * @throws Error when two variants give one field different types, or the schema has a type that
 * Parquet has no column for: the build fails, not the lake
 */
export function lakeColumns({ messageText = true }: Choice = {}): readonly Column[] {
  const { properties } = jsonSchema.parse(
    z.toJSONSchema(conversationEvent, { unrepresentable: 'any' }),
  );
  const columns = Object.entries(properties ?? {}).map(([name, schema]) => {
    return { name, type: name === 'payload' ? 'string' : typeOf(schema, name) } as const;
  });
  return messageText ? columns : columns.flatMap(withoutText);
}

/** A type as Glue and Athena write it: `struct<id:string,tags:array<string>>`. */
export function hiveType(type: ColumnType): string {
  if (typeof type === 'string') return type;
  if ('array' in type) return `array<${hiveType(type.array)}>`;
  if ('map' in type) return `map<string,${hiveType(type.map)}>`;
  const fields = Object.entries(type.struct).map(([name, field]) => `${name}:${hiveType(field)}`);
  return `struct<${fields.join(',')}>`;
}

interface JsonSchema {
  readonly type?: string | undefined;
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>> | undefined;
  readonly additionalProperties?: boolean | JsonSchema | undefined;
  readonly items?: JsonSchema | undefined;
  readonly oneOf?: readonly JsonSchema[] | undefined;
}

/** The part of JSON Schema that the event schema is written in. */
const jsonSchema: z.ZodType<JsonSchema> = z.object({
  type: z.string().optional(),
  const: z.unknown().optional(),
  get properties() {
    return z.record(z.string(), jsonSchema).optional();
  },
  get additionalProperties() {
    return z.union([z.boolean(), jsonSchema]).optional();
  },
  get items() {
    return jsonSchema.optional();
  },
  get oneOf() {
    return z.array(jsonSchema).optional();
  },
});

function typeOf(schema: JsonSchema, path: string): ColumnType {
  if (schema.oneOf) return schema.oneOf.map((each) => typeOf(each, path)).reduce(merger(path));
  switch (schema.type) {
    case 'string':
    case 'boolean':
      return schema.type;
    case 'integer':
      return 'bigint';
    case 'number':
      return Number.isInteger(schema.const) ? 'bigint' : 'double';
    case 'array':
      return { array: typeOf(schema.items ?? {}, `${path}[]`) };
    case 'object':
      return objectType(schema, path);
    default:
      throw new Error(`The lake has no column type for ${path}.`);
  }
}

function objectType({ properties, additionalProperties }: JsonSchema, path: string): ColumnType {
  if (typeof additionalProperties === 'object') {
    return { map: typeOf(additionalProperties, `${path}{}`) };
  }
  const fields = Object.entries(properties ?? {}).map(([name, field]) => {
    return [name, typeOf(field, `${path}.${name}`)] as const;
  });
  return { struct: Object.fromEntries(fields) };
}

function merger(path: string): (one: ColumnType, other: ColumnType) => ColumnType {
  return (one, other) => {
    if (hiveType(one) === hiveType(other)) return one;
    if (typeof one !== 'object' || typeof other !== 'object') throw conflict(path, one, other);
    if (!('struct' in one) || !('struct' in other)) throw conflict(path, one, other);
    const merged: Record<string, ColumnType> = { ...one.struct };
    for (const [name, type] of Object.entries(other.struct)) {
      const present = merged[name];
      merged[name] = present ? merger(`${path}.${name}`)(present, type) : type;
    }
    return { struct: merged };
  };
}

function conflict(path: string, one: ColumnType, other: ColumnType): Error {
  return new Error(`The lake cannot hold ${path}: ${hiveType(one)} and ${hiveType(other)}.`);
}

function withoutText({ name, type }: Column): readonly Column[] {
  if (name === 'payload') return [];
  if (typeof type !== 'object' || !('struct' in type)) return [{ name, type }];
  const { struct } = type;
  const kept =
    name === 'message'
      ? Object.entries(struct).map(([field, of]) => [field, field === 'content' ? bare(of) : of])
      : Object.entries(struct).filter(([field]) => !TEXT_FIELDS[name]?.includes(field));
  return kept.length === 0 ? [] : [{ name, type: { struct: Object.fromEntries(kept) } }];
}

function bare(content: ColumnType): ColumnType {
  if (typeof content !== 'object' || !('struct' in content)) return content;
  const kept = Object.entries(content.struct).filter(([name]) => {
    return CONTENT_WITHOUT_TEXT.includes(name);
  });
  return { struct: Object.fromEntries(kept) };
}
