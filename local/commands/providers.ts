import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { runCommand } from './command.ts';
import { providerPage } from './provider-page.ts';

await runCommand(async () => {
  parseArgs({});
  await writeFile(new URL('../../docs/providers.md', import.meta.url), await providerPage());
  console.log('Wrote docs/providers.md.');
});
