import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { HttpRequest } from '../runtime/http.ts';

/** The gateway's event; behind the authorizer it says who calls. */
export interface GatewayEvent extends APIGatewayProxyEventV2 {
  readonly requestContext: APIGatewayProxyEventV2['requestContext'] & {
    readonly authorizer?: { readonly lambda?: unknown };
  };
}

/**
 * The request inside an API Gateway event (payload format 2.0), its body as the bytes that came
 * over the wire: API Gateway encodes bodies as base64 for content types that it takes for binary,
 * among them form posts.
 * @param publicUrl origin under which clients reach the API, where a proxy or tunnel stands before
 * the gateway: what a provider signs is the address it called
 */
export function httpRequest(event: APIGatewayProxyEventV2, publicUrl?: string): HttpRequest {
  const search = event.rawQueryString === '' ? '' : `?${event.rawQueryString}`;
  return {
    method: event.requestContext.http.method,
    url: `${resourceUrl(event, publicUrl)}${search}`,
    headers: lowerCased(event.headers),
    query: presentValues(event.queryStringParameters ?? {}),
    body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
  };
}

/** The address of the resource that a request names, as clients call it: without a query. */
export function resourceUrl(event: APIGatewayProxyEventV2, publicUrl?: string): string {
  const origin = publicUrl ?? `https://${event.requestContext.domainName}`;
  return `${origin}${event.rawPath}`;
}

function lowerCased(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(presentValues(headers));
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
}

/** The entries of a record that have a value, and no inherited ones (`constructor`). */
function presentValues(
  values: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const present: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(values))
    if (value !== undefined) present[name] = value;
  return present;
}
