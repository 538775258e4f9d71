import type { components } from './schema.d.ts';

type Problem = components['schemas']['Problem'];

/** What a call of the client gives: the answer's body when it is good, else the problem. */
export interface Answer<Body> {
  readonly data?: Body;
  readonly error?: unknown;
  readonly response: Response;
}

/** The API refused a request. */
export class ApiError extends Error {
  readonly status: number;
  /** The stable code to decide by; absent where the gateway itself answered. */
  readonly code: string | undefined;
  /** Seconds after which to try again, where the answer says so. */
  readonly retryAfter: number | undefined;
  /** What the operators find the request by. */
  readonly requestId: string | undefined;

  constructor(problem: Partial<Problem>, { status, headers }: Response) {
    super(problem.detail ?? problem.title ?? `The log answered ${status}.`);
    this.name = 'ApiError';
    this.status = status;
    this.code = problem.code;
    this.retryAfter = Number(headers.get('retry-after')) || undefined;
    this.requestId = headers.get('x-request-id') ?? undefined;
  }
}

/**
 * The body of a good answer.
 * @throws ApiError
 */
export function bodyOf<Body>({ data, error, response }: Answer<Body>): Body {
  if (response.ok && data !== undefined) return data;
  throw new ApiError(isProblem(error) ? error : {}, response);
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error;
}
