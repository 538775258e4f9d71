import { describe, expect, it } from '@jest/globals';
import { newSource, withNewSecret } from '../../../../core/store/new-source.ts';
import { openBox } from '../../../support/ingest.ts';

const request = { sourceId: 'src', tenantId: 'acme', provider: 'test', secret: 's3cret' };
const NOW = '2026-11-23T12:00:00.000Z';
const LATER = '2026-11-24T12:00:00.000Z';
const refused = expect.objectContaining({ code: 'invalid_settings' });

describe('a source', () => {
  it.each(['', ' ', '\n'])(
    'has no empty secret (%j), with which anyone could sign',
    async (secret) => {
      await expect(newSource({ ...request, secret }, openBox, NOW)).rejects.toEqual(refused);
      const source = await newSource(request, openBox, NOW);
      await expect(withNewSecret(source, secret, openBox, NOW, LATER)).rejects.toEqual(refused);
    },
  );

  it.each(['A', 'a b', 'ä', 'x', 'a/b', ''])(
    'has no id that cannot stand in a URL: %j',
    async (sourceId) => {
      await expect(newSource({ ...request, sourceId }, openBox, NOW)).rejects.toEqual(refused);
    },
  );

  it('takes its old secrets until they retire, and forgets those that have', async () => {
    const source = await newSource(request, openBox, NOW);
    const rotated = await withNewSecret(source, 'next', openBox, NOW, LATER);
    expect(rotated.secrets).toMatchObject([
      { sealed: 'next' },
      { sealed: 's3cret', retires_at: LATER },
    ]);
    const again = await withNewSecret(rotated, 'third', openBox, '2026-11-25T00:00:00.000Z', LATER);
    expect(again.secrets.map(({ sealed }) => sealed)).toEqual(['third', 'next']);
  });
});
