import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { adapterNames } from '../../../../core/providers/registry.ts';
import { providerPage } from '../../../../local/commands/provider-page.ts';

it('docs/providers.md says what the adapters do: npm run providers writes it', async () => {
  const committed = await readFile(
    new URL('../../../../docs/providers.md', import.meta.url),
    'utf8',
  );
  expect(committed).toBe(await providerPage());
});

it('has a table with rows for every provider', async () => {
  const page = await providerPage();
  for (const provider of adapterNames()) {
    const section = page.split(`## [${provider}]`)[1]?.split('\n## ')[0] ?? '';
    expect(section).toMatch(/^\| `.+` \| [A-Z]\w+.* \| \w+.* \|$/m);
  }
});
