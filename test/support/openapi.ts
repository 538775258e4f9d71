import { readFileSync } from 'node:fs';
import * as z from 'zod';

const parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query']),
  required: z.boolean().default(false),
  schema: z.looseObject({
    type: z.string().optional(),
    pattern: z.string().optional(),
    enum: z.array(z.string()).optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
  }),
});

const operation = z.object({
  operationId: z.string(),
  parameters: z.array(parameter).default([]),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  responses: z.record(
    z.string(),
    z.object({ content: z.record(z.string(), z.object({ schema: z.looseObject({}) })) }),
  ),
});

const document = z.object({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), z.looseObject({})) }),
});

export type Parameter = z.infer<typeof parameter>;
export type Operation = z.infer<typeof operation> & { readonly path: string };

const { paths, components } = document.parse(JSON.parse(readFileSync('docs/openapi.json', 'utf8')));

/** The GET operations of docs/openapi.json: what a client can try without changing anything. */
export const GET_OPERATIONS: readonly Operation[] = Object.entries(paths).flatMap(
  ([path, { get }]) => (get ? [{ ...get, path }] : []),
);

const schemas = new Map<string, z.ZodType>();

/**
 * Checks an answer against docs/openapi.json alone: status, content type, body.
 * @throws Error that says what is not as documented
 */
export function expectAsInDocument(
  { operationId, responses }: Operation,
  { status, type, text }: { readonly status: number; readonly type: string; readonly text: string },
): void {
  const [mime = ''] = type.split(';', 1);
  const described = responses[status]?.content[mime];
  if (!described) throw new Error(`${operationId}: ${status} ${mime} is not documented`);
  if (!mime.endsWith('json')) return;
  const key = `${operationId} ${status} ${mime}`;
  const schema = schemas.get(key) ?? asZod(described.schema);
  schemas.set(key, schema);
  const { error } = schema.safeParse(JSON.parse(text));
  if (error) throw new Error(`${key}: ${z.prettifyError(error)}`);
}

/** zod reads `$ref`s to `$defs` only. */
function asZod(schema: object): z.ZodType {
  const whole = JSON.stringify({ ...schema, $defs: components.schemas });
  return z.fromJSONSchema(JSON.parse(whole.replaceAll('#/components/schemas/', '#/$defs/')));
}
