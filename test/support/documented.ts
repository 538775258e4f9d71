import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { PROBLEMS } from '../../core/api/problem.ts';
import type { Route } from '../../core/api/routes.ts';
import { problem } from '../../core/api/schemas.ts';
import { matchRoute } from '../../local/gateway/match-route.ts';

interface Asked {
  readonly method: string;
  /** With or without a query. */
  readonly path: string;
}

interface Answered {
  readonly status: number;
  /** The `content-type`, whole. */
  readonly type: string;
  readonly text: string;
}

const known = problem.refine(
  ({ code, status }) => Object.entries(PROBLEMS).some(([c, [s]]) => c === code && s === status),
  'an undocumented code or another status than its own',
);
const gatewayMessage = z.object({ message: z.string() });

/**
 * Checks an answer against the table of routes: its status, its content type, and its body, which
 * must hold nothing beside what the schema names. All tests that ask the API go through it.
 * @throws Error that says what is not as documented
 */
export function expectDocumented({ method, path }: Asked, { status, type, text }: Answered): void {
  const { route } = matchRoute(method, path.split('?', 1)[0] ?? '');
  const mime = type.split(';', 1)[0] ?? '';
  const problems = problemsIn(route, { status, type: mime, text });
  if (problems === null) return;
  throw new Error(
    `${method} ${route?.path ?? 'elsewhere'} answered ${status} ${mime}: ${problems}`,
  );
}

function problemsIn(route: Route | null, { status, type, text }: Answered): string | null {
  if (route && (route.statuses ?? [200]).includes(status)) return differences(route, type, text);
  if (status < 400) return 'the status is not documented';
  if (type === 'application/problem+json') return differing(route?.problem ?? known, text);
  if (type !== 'application/json') return 'the content type is not documented';
  return differing(
    route?.problem ? z.union([route.problem, gatewayMessage]) : gatewayMessage,
    text,
  );
}

function differences(route: Route, type: string, text: string): string | null {
  // What a handshake answers is its provider's affair.
  if (route.handledBy === 'ingest' && !text.startsWith('{"appended"')) return null;
  const types = route.contentTypes ?? ['application/json'];
  if (!types.includes(type)) return 'the content type is not documented';
  return type === 'application/json' ? differing(route.response, text) : null;
}

function differing(schema: z.ZodType, text: string): string | null {
  const body: unknown = JSON.parse(text);
  const { success, data, error } = schema.safeParse(body);
  if (!success) return z.prettifyError(error);
  return isDeepStrictEqual(data, body) ? null : 'the body has fields that are not documented';
}
