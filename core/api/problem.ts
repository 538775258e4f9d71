import { LogError } from '../events/errors.ts';
import type { HttpAnswer } from '../runtime/http.ts';

/** Every code an answer of the API can carry, with its status and title. Codes are stable. */
export const PROBLEMS = {
  invalid_parameter: [400, 'A parameter is not of its documented form.'],
  unknown_parameter: [400, 'The operation does not take this parameter.'],
  invalid_cursor: [400, 'The cursor was not made by this API. Start without one.'],
  cursor_mismatch: [
    400,
    'The cursor belongs to other filters. Repeat the filters it was made with.',
  ],
  invalid_body: [400, 'The body is not what the operation takes.'],
  unauthorized: [401, 'The API key is missing, unknown, revoked or expired.'],
  invalid_signature: [401, 'The webhook is not signed with a secret of this source.'],
  forbidden: [403, 'The API key lacks the scope that the operation needs.'],
  not_found: [404, 'There is nothing here that this API key can see.'],
  unknown_source: [404, 'No source has this id.'],
  method_not_allowed: [405, 'The resource does not take this method.'],
  id_conflict: [409, 'Another event was appended with this idempotency key.'],
  body_too_large: [413, 'The body is larger than the limit.'],
  rate_limited: [429, 'The API key has spent its requests of this minute.'],
  internal: [500, 'The log failed. The request id tells its operators more.'],
  unavailable: [503, 'The log cannot answer at the moment. Try again.'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof PROBLEMS;

/** An error whose answer is known: thrown by handlers, rendered by the shell. */
export class ApiProblem extends Error {
  readonly code: ProblemCode;
  readonly headers: Readonly<Record<string, string>>;

  /**
   * @param detail what is wrong with this request; shown to the client, so nothing internal
   * @param headers further headers of the answer (`Allow`, `Retry-After`)
   */
  constructor(
    code: ProblemCode,
    detail: string = PROBLEMS[code][1],
    headers: Readonly<Record<string, string>> = {},
    options?: ErrorOptions,
  ) {
    super(detail, options);
    this.name = 'ApiProblem';
    this.code = code;
    this.headers = headers;
  }

  /** The same problem with more headers; they do not hide its own. */
  with(headers: Readonly<Record<string, string>>): ApiProblem {
    const all = { ...headers, ...this.headers };
    return new ApiProblem(this.code, this.message, all, { cause: this.cause });
  }
}

/** The problem that an error is to a client. The error is its cause where it tells nothing itself. */
export function problemOf(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const internal = new ApiProblem('internal', undefined, {}, { cause: error });
  if (!(error instanceof LogError)) return internal;
  switch (error.code) {
    case 'invalid_cursor':
    case 'cursor_mismatch':
      return new ApiProblem(error.code);
    case 'event_too_large':
      return new ApiProblem('body_too_large', 'An event has at most 240 KB.');
    case 'store_unavailable':
    case 'secrets_unavailable':
    case 'provider_unavailable':
    case 'quarantine_unavailable':
      return new ApiProblem('unavailable', undefined, { 'retry-after': '5' });
    default:
      return internal;
  }
}

/** The answer for a problem: RFC 9457 problem details with a stable `code`. */
export function problemAnswer(problem: ApiProblem, requestId: string): HttpAnswer {
  const [status, title] = PROBLEMS[problem.code];
  const detail = problem.message === title ? undefined : problem.message;
  const type = `urn:conversation-log:problem:${problem.code}`;
  return {
    status,
    headers: { ...problem.headers, 'content-type': 'application/problem+json' },
    body: JSON.stringify({
      type,
      title,
      status,
      code: problem.code,
      detail,
      request_id: requestId,
    }),
  };
}
