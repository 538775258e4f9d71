import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { HttpRequest } from '../runtime/http.ts';

/**
 * The request inside an API Gateway event (payload format 2.0), its body as the bytes that came
 * over the wire: API Gateway encodes bodies as base64 for content types that it takes for binary,
 * among them form posts.
 * @param publicUrl origin under which clients reach the API, where a proxy or tunnel stands before
 * the gateway: what a provider signs is the address it called
 */
export function httpRequest(event: APIGatewayProxyEventV2, publicUrl?: string): HttpRequest {
  const { http, domainName } = event.requestContext;
  const origin = publicUrl ?? `https://${domainName}`;
  const search = event.rawQueryString === '' ? '' : `?${event.rawQueryString}`;
  return {
    method: http.method,
    url: `${origin}${event.rawPath}${search}`,
    headers: lowerCased(event.headers),
    query: presentValues(event.queryStringParameters ?? {}),
    body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
  };
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
