import type { GatewayEvent } from '../../core/api/raw-request.ts';

interface Request {
  readonly method?: string;
  readonly routeKey?: string;
  readonly path?: string;
  readonly search?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly caller?: unknown;
}

let requests = 0;

/** An API Gateway event (payload format 2.0) as a test needs it. */
export function gatewayEventOf(request: Request): GatewayEvent {
  const { method = 'GET', path = '/', routeKey = '$default', search = '' } = request;
  const requestId = `request-${requests++}`;
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: search,
    headers: request.headers ?? {},
    pathParameters: request.parameters ?? {},
    queryStringParameters: request.query ?? {},
    requestContext: {
      accountId: '1',
      apiId: 'api',
      domainName: 'api.example.com',
      domainPrefix: 'api',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId,
      routeKey,
      stage: '$default',
      time: '',
      timeEpoch: 0,
      ...(request.caller === undefined ? {} : { authorizer: { lambda: request.caller } }),
    },
    body: request.body ?? '',
    isBase64Encoded: request.isBase64Encoded ?? false,
  };
}
