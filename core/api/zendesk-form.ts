import type { HttpAnswer } from '../runtime/http.ts';
import type { BudgetState } from '../runtime/rate-budget.ts';
import type { ApiProblem, ProblemCode } from './problem.ts';
import { PROBLEMS } from './problem.ts';

/** Whether a path is Zendesk's: those of its API keep its contract, its form of errors and its headers. */
export function isZendeskPath(path: string): boolean {
  return path.startsWith('/api/v2/');
}

/** Zendesk's words for errors. */
const ERRORS: Partial<Record<ProblemCode, string>> = {
  unauthorized: "Couldn't authenticate you",
  forbidden: 'Forbidden',
  not_found: 'RecordNotFound',
  method_not_allowed: 'MethodNotAllowed',
  rate_limited: 'APIRateLimitExceeded',
  unavailable: 'ServiceUnavailable',
  internal: 'InternalError',
};

/** Wrong parameters, which Zendesk answers as a list of errors. */
const PAGINATION: ReadonlySet<ProblemCode> = new Set([
  'invalid_parameter',
  'invalid_cursor',
  'cursor_mismatch',
]);

/**
 * A problem as Zendesk's API answers it: `{"error", "description"}`, or `{"errors": [...]}` for wrong
 * parameters. The words of errors are Zendesk's where it documents them, the descriptions ours.
 */
export function zendeskErrorAnswer(problem: ApiProblem): HttpAnswer {
  const [status, title] = PROBLEMS[problem.code];
  const body = PAGINATION.has(problem.code)
    ? { errors: [{ code: 'InvalidPaginationParameter', title, detail: problem.message }] }
    : { error: ERRORS[problem.code] ?? 'InvalidValue', description: problem.message };
  return {
    status,
    headers: { ...problem.headers, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  };
}

/** The header by which Zendesk tells the budget of its Conversation Log API. */
export function zendeskBudgetHeaders(budget: BudgetState): Readonly<Record<string, string>> {
  const { limit, remaining, resetsIn } = budget;
  const value = `total=${limit}; remaining=${remaining}; resets=${resetsIn}`;
  return { 'zendesk-ratelimit-omnilog-index': value };
}
