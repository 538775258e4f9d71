import type { Route } from '../../core/api/routes.ts';
import { answersOf, HEADER_COMPONENTS } from './answers.ts';
import { routeSchemas, type Schemas } from './components.ts';
import { PATH_PARAMETERS, parametersOf } from './parameters.ts';

const DESCRIPTION = `The log of every customer-conversation event: webhooks of many providers, as one kind of event.

- **Keys**: \`Authorization: Bearer <key>\`, or Basic with the key as the password (\`email/token:<key>\` as Zendesk clients
  send it). A key belongs to one tenant and sees only its events; it may be revoked or expire.
- **Lists** come in pages. Go on with \`cursor\` set to \`page.next_cursor\`, and the same filters, while \`page.has_more\`.
- **Unknown parameters** are refused, so that a typing error is not taken for a filter that matches all.
- **Errors** are RFC 9457 problem details with a stable \`code\`. Anything else that is asked of a path is a 404, any other
  method a 405 with \`Allow\`. What the gateway answers by itself has only a \`message\`.
- **Times** are UTC, ISO 8601, with milliseconds.`;

/** Groups of operations, by the beginning of their paths; the first that fits. */
const TAGS = [
  { prefix: '/v1/ingest', name: 'Webhooks', description: 'What providers call.' },
  { prefix: '/v1/events', name: 'Events', description: 'The log by time.' },
  { prefix: '/v1/feed', name: 'Feed', description: 'The log by arrival: for syncs.' },
  {
    prefix: '/v1/conversations',
    name: 'Conversations',
    description: 'Conversations, and the log of each.',
  },
  { prefix: '/v1/metrics', name: 'Metrics', description: 'Counts and times.' },
  { prefix: '/api/v2', name: 'Zendesk', description: "Zendesk's conversation log API." },
  { prefix: '/', name: 'Service', description: 'The service itself.' },
] as const;

/** An API as OpenAPI 3.1 describes it: JSON. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

/**
 * The OpenAPI 3.1 document of routes (https://spec.openapis.org/oas/v3.1.0).
 * @param routes by operation id
 * @param version of this software
 */
export function openApiDocument(
  routes: Readonly<Record<string, Route>>,
  version: string,
): OpenApiDocument {
  const schemas = routeSchemas(Object.values(routes), Object.values(PATH_PARAMETERS));
  const paths: Record<string, Record<string, object>> = {};
  for (const [id, route] of Object.entries(routes)) {
    const described = { [methodOf(route)]: operation(id, route, schemas) };
    paths[route.path] = { ...paths[route.path], ...described };
  }
  const used = new Set(Object.values(routes).map((route) => tagOf(route).name));
  const document = {
    openapi: '3.1.0' as const,
    info: {
      title: 'Conversation Log',
      version,
      summary: 'Every customer-conversation event, in one log',
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'The deployment that serves this document' }],
    tags: TAGS.filter(({ name }) => used.has(name)).map(({ name, description }) => {
      return { name, description };
    }),
    paths,
    components: {
      schemas: schemas.components,
      headers: HEADER_COMPONENTS,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'The API key.' },
        basic: { type: 'http', scheme: 'basic', description: 'Any user; the API key as password.' },
      },
    },
  };
  return document;
}

/** The file's text, as it is committed and served. */
export function documentText(document: OpenApiDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

function operation(id: string, route: Route, schemas: Schemas): object {
  const { scope, summary } = route;
  const parameters = parametersOf(route, schemas);
  const security = scope === null ? [] : [{ bearer: [scope] }, { basic: [scope] }];
  return {
    operationId: id,
    tags: [tagOf(route).name],
    summary,
    ...(scope !== null && { description: `Needs a key with the scope \`${scope}\`.` }),
    security,
    ...(parameters.length > 0 && { parameters }),
    ...bodyOf(route, schemas),
    responses: answersOf(route, schemas),
  };
}

/** Webhooks come by POST; the other methods of `ANY` are handshakes of single providers. */
function methodOf({ method }: Route): string {
  return method === 'ANY' ? 'post' : method.toLowerCase();
}

/** A webhook is whatever its provider sends. */
function bodyOf({ method, body }: Route, schemas: Schemas): object {
  if (body) {
    const content = { 'application/json': { schema: schemas.of(body) } };
    return { requestBody: { required: true, content } };
  }
  if (method !== 'ANY') return {};
  const description = 'The webhook as the provider sends and signs it.';
  return { requestBody: { description, required: true, content: { '*/*': {} } } };
}

function tagOf({ path }: Route) {
  const [first, ...others] = TAGS;
  return [first, ...others].find(({ prefix }) => path.startsWith(prefix)) ?? first;
}
