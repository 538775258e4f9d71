import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeApiKey } from '../../core/api/api-key.ts';
import { newSource } from '../../core/store/new-source.ts';
import { queryLake } from '../../local/lake/lake-query.ts';
import { writeWhole } from '../../local/write-whole.ts';
import { startApp } from '../support/running-app.ts';
import { callAddress, type Deployment } from './deployment.ts';
import { testDeployment } from './deployment-suite.ts';

const TARGET = 'targets/e2e.ndjson';

async function textsBelow(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder, { recursive: true }).catch(() => []);
  const whole = files.filter((file) => file.endsWith('.json'));
  return Promise.all(whole.map((file) => readFile(join(folder, file), 'utf8')));
}

async function openLocal(): Promise<Deployment> {
  const folder = await mkdtemp(join(tmpdir(), 'conversation-log-'));
  const dataDir = join(folder, 'data');
  const event_pattern = { 'detail-type': ['MessageReceived'] };
  const targets = [{ id: 'file', type: 'file', path: TARGET }];
  const app = await startApp(dataDir, [{ name: 'e2e', event_pattern, targets }]);
  const { apiKeys, keys, sources } = app.data;
  const now = () => new Date().toISOString();
  return {
    call: (path, call = {}) => callAddress(app.url, path, call),
    makeKey: async ({ tenant, scopes }) => {
      const request = { tenantId: tenant, scopes, label: 'e2e' };
      const { text, stored } = makeApiKey(request, keys.apiKeyPepper, now());
      await apiKeys.addApiKey(stored);
      return text;
    },
    addSource: async ({ id, tenant, ...source }) => {
      const request = { ...source, sourceId: id, tenantId: tenant };
      await sources.addSource(await newSource(request, keys.secrets, now()));
    },
    busEvents: async () => {
      const text = await readFile(join(dataDir, TARGET), 'utf8').catch(() => '');
      const lines = text.split('\n').slice(0, -1);
      return lines.map((line) => JSON.parse(line));
    },
    lakeIds: async () => {
      const { rows } = await queryLake(join(dataDir, 'lake'), 'select id from raw_events');
      return rows.map(([id]) => String(id));
    },
    kept: async () => ({
      quarantined: await textsBelow(join(dataDir, 'quarantine')),
      archived: await textsBelow(join(dataDir, 'archive')),
    }),
    enqueueForTable: (text) => writeWhole(join(dataDir, 'retry', 'table', '1.json'), text),
    close: async () => {
      await app.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

testDeployment('on one machine', openLocal);
