import { pathPattern, ROUTES, type Route } from '../../core/api/routes.ts';

/** A request as API Gateway's router sees it: the route's key and the decoded path parameters. */
export interface RouteMatch {
  /** `GET /v1/events/{event_id}`, or `$default` when no route fits. */
  readonly routeKey: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly route: Route | null;
}

const PATTERNS: readonly (readonly [Route, RegExp])[] = Object.values(ROUTES).map((route) => {
  return [route, pathPattern(route.path)];
});

/**
 * Finds the route of a request.
 * @param path as sent, percent-encoded
 * @throws URIError when a path parameter is not valid percent-encoding
 */
export function matchRoute(method: string, path: string): RouteMatch {
  for (const [route, pattern] of PATTERNS) {
    if (route.method !== method && route.method !== 'ANY') continue;
    const match = pattern.exec(path);
    if (!match) continue;
    const parameters = Object.entries(match.groups ?? {}).map(([name, value]) => {
      return [name, decodeURIComponent(value)];
    });
    return {
      routeKey: `${route.method} ${route.path}`,
      parameters: Object.fromEntries(parameters),
      route,
    };
  }
  return { routeKey: '$default', parameters: {}, route: null };
}
