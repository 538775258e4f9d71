import openapiTypes, { astToString } from 'openapi-typescript';

const HEAD = '// Generated from docs/openapi.json by `npm run openapi`.\n\n';

/** The types of a client for an OpenAPI document, given as its JSON text. */
export async function clientTypes(document: string): Promise<string> {
  return HEAD + astToString(await openapiTypes(document));
}
