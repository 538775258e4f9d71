import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { ApiProblem } from '../../core/api/problem.ts';
import { type OperationOf, ROUTES } from '../../core/api/routes.ts';
import { DOCS_ASSETS } from '../../core/api/schemas.ts';
import type { HttpAnswer } from '../../core/runtime/http.ts';
import { DOCS_FILES, type DocsFileName } from './files.ts';

/** Reads a file that the function serves, whole; all are texts in UTF-8. */
export type ReadDocsFile = (name: DocsFileName) => Promise<string>;

/** The page runs our scripts only, and talks to this API only. Swagger UI's icons are data URLs. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * The function behind `/openapi.json` and `/docs`: the API's description, and a page that shows it
 * and can try it. Everything comes from this deployment.
 */
export function createDocs(read: ReadDocsFile) {
  return async (event: APIGatewayProxyEventV2): Promise<HttpAnswer> => {
    const unknown = Object.keys(event.queryStringParameters ?? {});
    if (unknown.length > 0) {
      throw new ApiProblem('unknown_parameter', `Unknown: ${unknown.join(', ')}.`);
    }
    const name = fileOf(event);
    return {
      status: 200,
      headers: {
        'content-type': DOCS_FILES[name].type,
        'cache-control': 'public, max-age=300',
        'content-security-policy': POLICY,
        'x-content-type-options': 'nosniff',
      },
      body: await read(name),
    };
  };
}

/** @throws ApiProblem `not_found` */
function fileOf({ routeKey, pathParameters }: APIGatewayProxyEventV2): DocsFileName {
  const operations: Record<OperationOf<'docs'>, () => DocsFileName | undefined> = {
    getOpenApi: () => 'openapi.json',
    getDocs: () => 'page.html',
    getDocsFile: () => DOCS_ASSETS.find((name) => name === pathParameters?.file),
  };
  for (const [id, file] of Object.entries(operations)) {
    const { method, path } = ROUTES[id as OperationOf<'docs'>];
    const name = routeKey === `${method} ${path}` ? file() : undefined;
    if (name) return name;
  }
  throw new ApiProblem('not_found', 'There is no such file.');
}
