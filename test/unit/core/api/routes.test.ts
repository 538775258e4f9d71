import { describe, expect, it } from '@jest/globals';
import { allowedMethods, ROUTES } from '../../../../core/api/routes.ts';
import { matchRoute } from '../../../../local/gateway/match-route.ts';

describe('the table of routes', () => {
  it('names each method and path once', () => {
    const keys = Object.values(ROUTES).map(({ method, path }) => `${method} ${path}`);
    expect(new Set(keys).size).toBe(keys.length);
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
