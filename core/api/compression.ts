import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** Below this many characters gzip saves nothing worth its work. */
const WORTH_IT = 1_024;

/** `gzip` among the codings a client takes, unless it says `q=0`. */
const TAKES_GZIP = /(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)/i;

const gzipped = promisify(gzip);

/** The answer with its body gzipped, where the client takes that and it is worth it. */
export async function compressed(
  { headers }: APIGatewayProxyEventV2,
  result: APIGatewayProxyStructuredResultV2,
): Promise<APIGatewayProxyStructuredResultV2> {
  const { body = '' } = result;
  if (body.length <= WORTH_IT) return result;
  const varying = { ...result, headers: { ...result.headers, vary: 'accept-encoding' } };
  if (!TAKES_GZIP.test(headers['accept-encoding'] ?? '')) return varying;
  return {
    ...varying,
    headers: { ...varying.headers, 'content-encoding': 'gzip' },
    body: (await gzipped(body)).toString('base64'),
    isBase64Encoded: true,
  };
}
