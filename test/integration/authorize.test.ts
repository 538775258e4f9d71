import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type KeyRequest, makeApiKey } from '../../core/api/api-key.ts';
import { DynamoApiKeyStore } from '../../core/store/dynamo-api-key-store.ts';
import { createAuthorizer } from '../../lambdas/authorize/authorize.ts';
import { openTestTable, type TestTable } from '../support/local-store.ts';

const pepper = Buffer.alloc(32, 1);
const NOW = '2026-11-23T12:00:00.000Z';

let table: TestTable;
let keys: DynamoApiKeyStore;
beforeAll(async () => {
  table = await openTestTable();
  keys = new DynamoApiKeyStore(table.records);
});
afterAll(() => table.stop());

async function makeKey(request: Partial<KeyRequest> = {}) {
  const defaults = { tenantId: 'acme', scopes: ['events:read' as const], label: 'test' };
  const made = makeApiKey({ ...defaults, ...request }, pepper, NOW);
  await keys.addApiKey(made.stored);
  return made;
}

async function authorize(authorization: string, at = NOW) {
  const authorizer = createAuthorizer({
    keys,
    pepper: async () => pepper,
    now: () => Date.parse(at),
  });
  const { isAuthorized, context } = await authorizer({ headers: { authorization } });
  expect(isAuthorized).toBe(true);
  return context;
}

const nobody = { scopes: '' };
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('the authorizer', () => {
  it('tells whose key it is and what it may do', async () => {
    const { text, stored } = await makeKey({ scopes: ['events:read', 'events:write'] });
    const caller = { tenant_id: 'acme', key_id: stored.key_id, scopes: 'events:read events:write' };
    expect(await authorize(`Bearer ${text}`)).toEqual(caller);
    expect(await authorize(`bearer  ${text} `)).toEqual(caller);
    expect(await authorize(basic(`ada@example.com/token:${text}`))).toEqual(caller);
  });

  it('knows no key that is revoked, expired, changed or made up', async () => {
    const expiring = await makeKey({ expiresAt: '2026-11-24T00:00:00.000Z' });
    expect(await authorize(`Bearer ${expiring.text}`)).not.toEqual(nobody);
    expect(await authorize(`Bearer ${expiring.text}`, '2026-11-24T00:00:00.000Z')).toEqual(nobody);

    const { text, stored } = await makeKey();
    const last = text.endsWith('0') ? '1' : '0';
    expect(await authorize(`Bearer ${text.slice(0, -1)}${last}`)).toEqual(nobody);
    expect(await keys.revokeApiKey(stored.key_id)).toBe(true);
    expect(await keys.revokeApiKey(stored.key_id)).toBe(false);
    expect(await authorize(`Bearer ${text}`)).toEqual(nobody);
  });

  it('lets nothing else be a key, and throws at nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.string().map(basic)), async (header) => {
        expect(await authorize(header)).toEqual(nobody);
      }),
    );
  });
});

describe('stored API keys', () => {
  it('are listed by tenant, without the key itself', async () => {
    const { text, stored } = await makeKey({ tenantId: 'lister', label: 'BI' });
    const listed = await keys.apiKeys('lister');
    expect(listed).toEqual([stored]);
    expect(JSON.stringify(listed)).not.toContain(text.slice(-32));
  });
});
