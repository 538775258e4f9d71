import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { ROUTES, type Route } from '../../../core/api/routes.ts';
import { problem } from '../../../core/api/schemas.ts';
import { conversationEvent } from '../../../core/events/event.ts';
import { documentText, openApiDocument } from '../../../local/openapi/document.ts';
import { EXAMPLES } from '../../../local/openapi/examples.ts';
import { PATH_PARAMETERS, pathParameters } from '../../../local/openapi/parameters.ts';
import packageJson from '../../../package.json' with { type: 'json' };

const base = { handledBy: 'query', summary: 'S', query: null, response: z.object({}) } as const;
const get = { ...base, method: 'GET', path: '/v1/things', scope: 'events:read' } as const;

/** The one operation of a document with only this route. */
function described(route: Route) {
  const { paths } = openApiDocument({ theOperation: route }, '1.0.0');
  return Object.values(Object.values(paths)[0] ?? {})[0];
}

describe('docs/openapi.json', () => {
  it('is what `npm run openapi` makes of the routes now', async () => {
    const committed = await readFile('docs/openapi.json', 'utf8');
    const stale = committed !== documentText(openApiDocument(ROUTES, packageJson.version));
    expect(stale && 'docs/openapi.json is stale: run `npm run openapi`').toBe(false);
  });

  it('describes every parameter', () => {
    for (const [id, route] of Object.entries<Route>(ROUTES)) {
      for (const name of pathParameters(route))
        expect([id, PATH_PARAMETERS]).toHaveProperty(`1.${name}`);
      for (const [name, schema] of Object.entries(route.query?.shape ?? {})) {
        expect([id, name, z.globalRegistry.get(schema)?.description]).not.toContain(undefined);
      }
    }
  });

  it('shows examples that are right', () => {
    expect(conversationEvent.parse(EXAMPLES.ConversationEvent)).toEqual(EXAMPLES.ConversationEvent);
    expect(problem.parse(EXAMPLES.Problem)).toEqual(EXAMPLES.Problem);
  });

  it('names schemas once, and refers to them', async () => {
    const { components, paths } = openApiDocument(ROUTES, '1.0.0');
    const text = JSON.stringify(paths);
    expect(text).toContain('"$ref":"#/components/schemas/ConversationEvent"');
    expect(text).not.toContain('occurred_at":{');
    const refs = JSON.stringify({ paths, components }).matchAll(
      /"#\/components\/(\w+)\/([\w-]+)"/g,
    );
    for (const [, kind = '', name = ''] of refs) expect(components[kind]).toHaveProperty([name]);
  });
});

describe('the description of a route', () => {
  it('has the keys and problems that follow from its scope, path and query', () => {
    const query = z.strictObject({ cursor: z.string().optional().describe('Where.') });
    const listed = described({ ...get, path: '/v1/events/{event_id}', query });
    expect(listed).toMatchObject({
      operationId: 'theOperation',
      security: [{ bearer: ['events:read'] }, { basic: ['events:read'] }],
      parameters: [
        { name: 'event_id', in: 'path', required: true },
        { name: 'cursor', in: 'query', description: 'Where.', schema: { type: 'string' } },
      ],
    });
    const { responses } = z.object({ responses: z.record(z.string(), z.unknown()) }).parse(listed);
    const statuses = ['200', '400', '401', '403', '404', '429', '500', '503'];
    expect(Object.keys(responses)).toEqual(statuses);
    expect(described({ ...get, scope: null })).toMatchObject({ security: [] });
    expect(described({ ...get, scope: null })).not.toHaveProperty('responses.401');
  });

  it('has what it takes and answers in other forms', () => {
    const body = z.object({ text: z.string() });
    const problem = z.object({ error: z.string() });
    const route = { ...get, body, problem, statuses: [201], contentTypes: ['text/csv'] };
    expect(described(route)).toMatchObject({
      requestBody: { content: { 'application/json': { schema: { required: ['text'] } } } },
      responses: {
        201: { content: { 'text/csv': { schema: { type: 'object' } } } },
        403: { content: { 'application/json': { schema: { required: ['error'] } } } },
        401: { content: { 'application/json': { schema: { anyOf: [{}, {}] } } } },
      },
    });
  });

  it('takes a webhook by POST, whatever it is', () => {
    expect(openApiDocument({ ingest: ROUTES.ingest }, '1').paths).toMatchObject({
      '/v1/ingest/{source_id}': { post: { requestBody: { content: { '*/*': {} } } } },
    });
  });
});
