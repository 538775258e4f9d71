import * as z from 'zod';
import type { Route } from '../../core/api/routes.ts';
import { DOCS_ASSETS } from '../../core/api/schemas.ts';
import { CONVERSATION_ID, EVENT_ID } from '../../core/events/event.ts';
import type { JsonSchema, Schemas } from './components.ts';

/** The parameters that paths name, wherever they occur. What is not of their form is a 404. */
export const PATH_PARAMETERS: Readonly<Record<string, z.ZodType>> = {
  source_id: z
    .string()
    .min(1)
    .describe('The source, as `npm run sources` names it: one configured webhook of a provider.'),
  event_id: z.string().regex(EVENT_ID).describe('The id of the event: a ULID.'),
  conversation_id: z.string().regex(CONVERSATION_ID).describe('The id of the conversation.'),
  file: z.enum(DOCS_ASSETS).describe('The name of the file.'),
  ticket_id: z.string().min(1).describe("The provider's id of the ticket."),
};

/** A Parameter Object of OpenAPI. */
interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required?: true;
  readonly description?: string;
  readonly schema: JsonSchema;
}

/** The parameters of an operation: those of its path, then those of its query. */
export function parametersOf(route: Route, schemas: Schemas): readonly Parameter[] {
  const path = pathParameters(route).map((name): Parameter => {
    const { description, ...schema } = schemas.of(PATH_PARAMETERS[name] ?? z.string());
    return { name, in: 'path', required: true, ...(description && { description }), schema };
  });
  const { properties = {}, required = [] } = route.query === null ? {} : schemas.of(route.query);
  const query = Object.entries(properties).map(([name, property]): Parameter => {
    const { description, ...schema } = typeof property === 'boolean' ? {} : property;
    return {
      name,
      in: 'query',
      ...(required.includes(name) && { required: true as const }),
      ...(description && { description }),
      schema,
    };
  });
  return [...path, ...query];
}

/** The names of the parameters in a route's path. */
export function pathParameters({ path }: Route): readonly string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}
