import type { IncomingMessage } from 'node:http';
import type { GatewayEvent } from '../../core/api/raw-request.ts';
import type { RouteMatch } from './match-route.ts';

/** Content types whose bodies API Gateway hands over as text; all others come as base64. */
const TEXT = /^(text\/|application\/(json|javascript|xml|[\w.+-]+\+json)\b)/i;

/** What the gateway knows of a request beside its head and body. */
export interface GatewayContext {
  readonly match: RouteMatch;
  readonly requestId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The authorizer's context, on routes behind it. */
  readonly caller?: unknown;
}

/** The API Gateway event (payload format 2.0) of an HTTP request. */
export function gatewayEvent(
  request: IncomingMessage,
  body: Buffer,
  { match, requestId, now, caller }: GatewayContext,
): GatewayEvent {
  const [rawPath = '/', rawQueryString = ''] = splitOnce(request.url ?? '/', '?');
  const headers = joinedHeaders(request);
  const host = headers.host ?? 'localhost';
  return {
    version: '2.0',
    routeKey: match.routeKey,
    rawPath,
    rawQueryString,
    headers,
    queryStringParameters: joinedParameters(rawQueryString),
    pathParameters: match.parameters,
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: host,
      domainPrefix: 'local',
      http: {
        method: request.method ?? 'GET',
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: match.routeKey,
      stage: '$default',
      time: new Date(now).toISOString(),
      timeEpoch: now,
      ...(caller === undefined ? {} : { authorizer: { lambda: caller } }),
    },
    ...encodedBody(body, headers['content-type'] ?? ''),
  };
}

/** Text where the gateway takes the content type for text and the bytes survive it, else base64. */
function encodedBody(body: Buffer, contentType: string) {
  const text = body.toString('utf8');
  const isText = TEXT.test(contentType) && Buffer.from(text, 'utf8').equals(body);
  return { body: isText ? text : body.toString('base64'), isBase64Encoded: !isText };
}

/** Header names in lower case, repeated ones joined with a comma, as payload format 2.0 has them. */
function joinedHeaders(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    if (values) headers[name] = values.join(',');
  }
  return headers;
}

/** Decoded query parameters, repeated ones joined with a comma. */
function joinedParameters(rawQueryString: string): Record<string, string> | undefined {
  const parameters = new URLSearchParams(rawQueryString);
  if (parameters.size === 0) return undefined;
  const names = [...new Set(parameters.keys())];
  return Object.fromEntries(names.map((name) => [name, parameters.getAll(name).join(',')]));
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
