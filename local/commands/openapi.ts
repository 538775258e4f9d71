import { writeFile } from 'node:fs/promises';
import { ROUTES } from '../../core/api/routes.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { documentText, openApiDocument } from '../openapi/document.ts';
import { runCommand } from './command.ts';

const PATH = 'docs/openapi.json';

/** `npm run openapi`: writes what core/api/routes.ts says as an OpenAPI document. */
await runCommand(async () => {
  await writeFile(PATH, documentText(openApiDocument(ROUTES, packageJson.version)));
  console.log(`Wrote ${PATH}.`);
});
