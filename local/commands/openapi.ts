import { writeFile } from 'node:fs/promises';
import { ROUTES } from '../../core/api/routes.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { clientTypes } from '../openapi/client-types.ts';
import { documentText, openApiDocument } from '../openapi/document.ts';
import { runCommand } from './command.ts';

/**
 * `npm run openapi`: writes what core/api/routes.ts says as an OpenAPI document, and its types for
 * the client.
 */
await runCommand(async () => {
  const text = documentText(openApiDocument(ROUTES, packageJson.version));
  await write('docs/openapi.json', text);
  await write('client/schema.d.ts', await clientTypes(text));
});

async function write(path: string, text: string): Promise<void> {
  await writeFile(path, text);
  console.log(`Wrote ${path}.`);
}
