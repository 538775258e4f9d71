import { PROBLEMS, type ProblemCode } from '../../core/api/problem.ts';
import type { Route } from '../../core/api/routes.ts';
import type { JsonSchema, Schemas } from './components.ts';
import { pathParameters } from './parameters.ts';

/** What the gateway itself answers, on any route or on those behind a key. */
const GATEWAY: Readonly<Record<number, string>> = {
  429: 'Too many requests at once.',
  500: 'The function failed.',
  503: 'The function did not answer in time.',
};

const GOOD: Readonly<Record<number, string>> = {
  201: 'Appended; 200 when it was before.',
  202: 'Kept in the retry queue: the log is down for the moment.',
};

/** Headers of answers, by status: those of all first. */
const HEADERS: Readonly<Record<number, readonly string[]>> = {
  401: ['www-authenticate'],
  405: ['allow'],
  429: ['retry-after'],
  503: ['retry-after'],
};

/** `components.headers`. */
export const HEADER_COMPONENTS = {
  'x-request-id': header('The id of the request: name it when you ask the operators.'),
  'www-authenticate': header('How to authenticate.'),
  allow: header('The methods that the resource takes.'),
  'retry-after': header('After how many seconds to try again.'),
};

const CODES = Object.keys(PROBLEMS) as ProblemCode[];
const PROBLEM = { schema: { $ref: '#/components/schemas/Problem' } };

/** A Response Object of OpenAPI. */
export interface Answer {
  readonly description: string;
  readonly headers: Readonly<Record<string, { readonly $ref: string }>>;
  readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>>;
}

/** The answers of an operation, by status: what it is for, and what can go wrong. */
export function answersOf(route: Route, schemas: Schemas): Readonly<Record<string, Answer>> {
  const codes = problemCodes(route);
  const statuses = [...codes.map(statusOf), ...Object.keys(GATEWAY).map(Number)];
  if (hasPathParameters(route)) statuses.push(400);
  const { response, statuses: fine = [200], contentTypes = ['application/json'] } = route;
  const schema = schemas.of(response);
  const content = Object.fromEntries(contentTypes.map((type) => [type, { schema }]));
  const good = fine.map((status): [string, Answer] => {
    const description = GOOD[status] ?? 'OK';
    return [String(status), { description, headers: headersOf(status), content }];
  });
  const bad = [...new Set(statuses)].map((status): [string, Answer] => {
    return [String(status), problemAnswer(route, status, codes, schemas)];
  });
  return Object.fromEntries([...good, ...bad]);
}

function problemAnswer(
  route: Route,
  status: number,
  codes: readonly ProblemCode[],
  schemas: Schemas,
): Answer {
  const own = codes.filter((code) => statusOf(code) === status);
  const byGateway = gatewayReason(route, status);
  const lines = own.map((code) => `- \`${code}\`: ${PROBLEMS[code][1]}`);
  if (byGateway) lines.push(`- From the gateway, without a code: ${byGateway}`);
  const gateways: JsonSchema = { $ref: '#/components/schemas/GatewayMessage' };
  const json = byGateway ? [gateways] : [];
  if (own.length > 0 && route.problem) json.unshift(schemas.of(route.problem));
  return {
    description: lines.join('\n'),
    headers: headersOf(status),
    content: {
      ...(own.length > 0 && !route.problem && { 'application/problem+json': PROBLEM }),
      ...(json[0] && {
        'application/json': { schema: json.length > 1 ? { anyOf: json } : json[0] },
      }),
    },
  };
}

/** Codes of problems that an operation answers: they follow from what it takes. */
function problemCodes(route: Route): readonly ProblemCode[] {
  const { query, scope, problems = [] } = route;
  const codes = new Set<ProblemCode>(problems);
  if (query) codes.add('unknown_parameter');
  if (query && Object.keys(query.shape).length > 0) codes.add('invalid_parameter');
  if (query && 'cursor' in query.shape) codes.add('invalid_cursor').add('cursor_mismatch');
  if (scope) codes.add('unauthorized').add('forbidden');
  if (scope) for (const code of CODES) if (statusOf(code) === 429) codes.add(code);
  if (scope && hasPathParameters(route)) codes.add('not_found');
  codes.add('internal').add('unavailable');
  return [...codes].sort((a, b) => statusOf(a) - statusOf(b));
}

function gatewayReason(route: Route, status: number): string | undefined {
  const { scope } = route;
  if (status === 400 && hasPathParameters(route)) return 'The path is not valid percent-encoding.';
  if (status === 401 && scope !== null) return 'There is no `Authorization` header.';
  if (status === 413) return 'The body is over 6 MB.';
  return GATEWAY[status];
}

function hasPathParameters(route: Route): boolean {
  return pathParameters(route).length > 0;
}

function statusOf(code: ProblemCode): number {
  return PROBLEMS[code][0];
}

function headersOf(status: number): Answer['headers'] {
  const names = ['x-request-id', ...(HEADERS[status] ?? [])];
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function header(description: string) {
  return { description, schema: { type: 'string' } };
}
