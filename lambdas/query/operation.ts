import type * as z from 'zod';
import { readParameters } from '../../core/api/parameters.ts';
import type { HttpAnswer } from '../../core/runtime/http.ts';

/** A request that the gateway has routed and the caller's scope allows. */
export interface RoutedRequest {
  /** Whose events may be read; empty on a public route. */
  readonly tenantId: string;
  /** The address of the resource as clients call it, without the query. */
  readonly url: string;
  /** The path's parameters, decoded. */
  readonly path: Readonly<Record<string, string | undefined>>;
  /** The path as sent. */
  readonly rawPath: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The query's parameters, decoded. */
  readonly query: Readonly<Record<string, string | undefined>>;
}

/** A routed request whose parameters fit the route's schema. */
export interface Call<Parameters> extends RoutedRequest {
  readonly parameters: Parameters;
}

export type Operation = (request: RoutedRequest) => Promise<HttpAnswer>;

/**
 * Makes an operation that checks the query's parameters before it answers.
 * @throws ApiProblem `unknown_parameter`, `invalid_parameter` from the operation
 */
export function operation<Schema extends z.ZodObject>(
  schema: Schema,
  answer: (call: Call<z.infer<Schema>>) => Promise<HttpAnswer>,
): Operation {
  return async (request) => {
    return answer({ ...request, parameters: readParameters(schema, request.query) });
  };
}

/** An answer of JSON text. */
export function json(body: string): HttpAnswer {
  return { status: 200, headers: { 'content-type': 'application/json' }, body };
}
