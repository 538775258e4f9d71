import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { GatewayEvent } from '../../core/api/raw-request.ts';
import type { Route } from '../../core/api/routes.ts';
import { gatewayEvent } from './gateway-event.ts';
import { matchRoute } from './match-route.ts';

/** Quotas of an HTTP API with Lambda integrations (API Gateway and Lambda developer guides). */
const MAX_BODY_BYTES = 6 * 1024 * 1024;
const MAX_HEADER_BYTES = 10_240;
const INTEGRATION_TIMEOUT = 30_000;

/** A Lambda function as the gateway calls it. */
export type Invoke = (event: GatewayEvent) => Promise<APIGatewayProxyStructuredResultV2>;

/** What the gateway stands in front of. */
export interface GatewayFunctions {
  readonly functions: Readonly<Record<Route['handledBy'], Invoke>>;
  /** The authorizer, called with the `Authorization` header; gives the caller's context. */
  readonly authorize: (authorization: string) => Promise<unknown>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What the gateway itself answers, in its own form: `{"message": ...}`. */
class GatewayRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * A thin stand-in for an API Gateway HTTP API: routes by the same table, builds the same events
 * with the raw bytes of the body, asks the authorizer, keeps the same limits, and gives the same
 * answers where the gateway itself answers (docs/architecture.md, "What the gateway answers").
 */
export function createGateway(gateway: GatewayFunctions): Server {
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
    void answer(request, response, gateway);
  });
  server.requestTimeout = INTEGRATION_TIMEOUT;
  return server;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  gateway: GatewayFunctions,
): Promise<void> {
  try {
    const result = await invoke(request, gateway);
    const body = Buffer.from(result.body ?? '', result.isBase64Encoded ? 'base64' : 'utf8');
    response.writeHead(result.statusCode ?? 200, {
      ...stringHeaders(result.headers),
      'content-length': body.length,
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  } catch (error) {
    const refusal =
      error instanceof GatewayRefusal ? error : new GatewayRefusal(500, 'Internal Server Error');
    response.writeHead(refusal.status, {
      'content-type': 'application/json',
      connection: 'close',
    });
    response.end(JSON.stringify({ message: refusal.message }), () => request.destroy());
  }
}

async function invoke(request: IncomingMessage, { functions, authorize, now }: GatewayFunctions) {
  const [path = '/'] = (request.url ?? '/').split('?', 1);
  const match = routeOf(request.method ?? 'GET', path);
  const caller = match.route?.scope ? await authorize(authorizationOf(request)) : undefined;
  const body = await readBody(request);
  const event = gatewayEvent(request, body, { match, requestId: randomUUID(), now: now(), caller });
  return withinTimeout(functions[match.route?.handledBy ?? 'query'](event));
}

function routeOf(method: string, path: string) {
  try {
    return matchRoute(method, path);
  } catch {
    throw new GatewayRefusal(400, 'Bad Request');
  }
}

/** Without its identity source the gateway refuses a request before it asks the authorizer. */
function authorizationOf(request: IncomingMessage): string {
  const { authorization } = request.headers;
  if (!authorization) throw new GatewayRefusal(401, 'Unauthorized');
  return authorization;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new GatewayRefusal(413, 'Request Entity Too Large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function withinTimeout<Result>(result: Promise<Result>): Promise<Result> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  const refuse = () => reject(new GatewayRefusal(503, 'Service Unavailable'));
  const timer = setTimeout(refuse, INTEGRATION_TIMEOUT);
  result.then(resolve, reject).finally(() => clearTimeout(timer));
  return promise;
}

function stringHeaders(headers: APIGatewayProxyStructuredResultV2['headers'] = {}) {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
