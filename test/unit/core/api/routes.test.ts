import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { allowedMethods, ROUTES } from '../../../../core/api/routes.ts';
import { matchRoute } from '../../../../local/gateway/match-route.ts';

describe('the table of routes', () => {
  it('names each method and path once', () => {
    const keys = Object.values(ROUTES).map(({ method, path }) => `${method} ${path}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(Object.entries(ROUTES))('has for %s a schema that can be published', (_, route) => {
    // A provider's payload may be any JSON, which JSON Schema says by saying nothing.
    const options = { io: 'input', unrepresentable: 'any' } as const;
    expect(z.toJSONSchema(route.response, options)).toHaveProperty('type');
    if (route.query) {
      expect(z.toJSONSchema(route.query, options)).toHaveProperty('type', 'object');
    }
  });

  it('matches one path segment for each parameter', () => {
    expect(matchRoute('GET', '/v1/events/x').routeKey).toBe('GET /v1/events/{event_id}');
    expect(matchRoute('GET', '/v1/events/x/y').routeKey).toBe('$default');
    expect(matchRoute('GET', '/v1/events/').routeKey).toBe('$default');
    expect(matchRoute('PUT', '/v1/ingest/a').routeKey).toBe('ANY /v1/ingest/{source_id}');
    expect(allowedMethods('/v1/events/x')).toEqual(['GET']);
    expect(allowedMethods('/other')).toEqual([]);
  });
});
