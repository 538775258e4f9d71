import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { HttpAnswer } from '../runtime/http.ts';
import { lazy } from '../runtime/lazy.ts';
import { errorName, jsonLog, type Log } from '../runtime/log.ts';
import { compressed } from './compression.ts';
import { problemAnswer, problemOf } from './problem.ts';
import { isZendeskPath, zendeskErrorAnswer } from './zendesk-form.ts';

/** An HTTP function before the shell: one event in, one answer out, or a thrown problem. */
export type HttpFunction<Event extends APIGatewayProxyEventV2 = APIGatewayProxyEventV2> = (
  event: Event,
) => Promise<HttpAnswer>;

interface Shell {
  readonly log: Log;
  /** Milliseconds on a clock that never steps back. */
  readonly elapsed: () => number;
}

/**
 * Wraps an HTTP function as a Lambda handler for API Gateway (payload format 2.0). Every answer has
 * an `x-request-id`; a thrown ApiProblem becomes its problem details (on Zendesk's paths, an error in
 * Zendesk's form), a store that is down a 503 and anything else a bare 500; each request leaves one
 * log line with its route template, never a path, since that holds ids.
 */
export function httpShell<Event extends APIGatewayProxyEventV2>(
  answer: HttpFunction<Event>,
  shell: Shell,
) {
  return middy<Event, APIGatewayProxyStructuredResultV2>()
    .use(answers(shell))
    .handler(async (event: Event) => compressed(event, gatewayResult(await answer(event))));
}

function gatewayResult(answer: HttpAnswer): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: answer.status,
    headers: { 'cache-control': 'no-store', ...answer.headers },
    body: answer.body ?? '',
  };
}

type HttpRequestState = middy.Request<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>;

/** Gives every answer its request id and log line, and every error its answer. */
function answers({
  log,
  elapsed,
}: Shell): middy.MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> {
  const started = new WeakMap<object, number>();
  const finish = ({ event, response }: HttpRequestState) => {
    const { requestId } = event.requestContext;
    if (response) response.headers = { ...response.headers, 'x-request-id': requestId };
    log.info('request', {
      route: event.routeKey,
      status: response?.statusCode,
      duration_ms: Math.round(elapsed() - (started.get(event) ?? 0)),
      request_id: requestId,
    });
  };
  return {
    before: ({ event }) => {
      started.set(event, elapsed());
    },
    after: finish,
    onError: (request) => {
      const { requestId } = request.event.requestContext;
      const problem = problemOf(request.error);
      if (problem.code === 'internal') {
        log.error('request_failed', { error: errorName(problem.cause), request_id: requestId });
      }
      const zendesk = isZendeskPath(request.event.rawPath);
      const answer = zendesk ? zendeskErrorAnswer(problem) : problemAnswer(problem, requestId);
      request.response = gatewayResult(answer);
      finish(request);
    },
  };
}

/**
 * The handler of a deployed HTTP function, whose parts are made at the first request and kept. Making
 * them can fail, and is tried again with the next request.
 */
export function lambdaShell<Event extends APIGatewayProxyEventV2>(
  make: () => Promise<HttpFunction<Event>>,
) {
  const made = lazy(make);
  const log = jsonLog(console.log);
  const answer = async (event: Event) => (await made())(event);
  return httpShell<Event>(answer, { log, elapsed: () => performance.now() });
}
