import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { HOPS } from '../../local/doctor/hops.ts';
import { MANY_COMMANDS, runCommand } from '../support/run-command.ts';
import { startApp } from '../support/running-app.ts';
import { withTempFolder } from '../support/temp-folder.ts';

/** The hops of a report with a status. */
function hopsThat(status: string, report: string): string[] {
  const lines = report.split('\n').filter((line) => line.startsWith(status));
  return lines.map((line) => line.slice(9, 20).trim());
}

const allHops = ['settings', ...HOPS.map(({ name }) => name)];

describe('npm run doctor', () => {
  it(
    'finds a running server well, and leaves nothing but test events of its own tenant',
    async () => {
      await withTempFolder(async (folder) => {
        const DATA_DIR = join(folder, 'data');
        const app = await startApp(DATA_DIR);
        const env = { DATA_DIR, PORT: new URL(app.url).port };
        const { code, out, err } = await runCommand('doctor', [], env);
        expect([code, err, hopsThat('ok', out)]).toEqual([0, '', allHops]);
        expect(await app.data.sources.sources('doctor')).toEqual([]);
        expect(await app.data.apiKeys.apiKeys('doctor')).toEqual([]);
        expect((await app.get('/v1/events')).body).toMatchObject({ data: [] });
        const range = { order: 'asc' as const, limit: 10 };
        const { rows } = await app.data.events.eventsByTime('doctor', range);
        expect(new Set(rows.map((row) => row.type))).toEqual(new Set(['ProviderEvent']));
        expect(new Set(rows.map((row) => row.pk)).size).toBe(1);
        await app.stop();
      });
    },
    MANY_COMMANDS,
  );

  it(
    'names each hop that is broken, with what to do, and tries all that does not rest on it',
    async () => {
      await withTempFolder(async (folder) => {
        const DATA_DIR = join(folder, 'data');
        const app = await startApp(DATA_DIR);
        await mkdir(join(DATA_DIR, 'dead-letters'), { recursive: true });
        await writeFile(join(DATA_DIR, 'dead-letters/1.json'), '{}');
        const env = { DATA_DIR, PORT: new URL(app.url).port };
        const tunnel = 'http://127.0.0.1:9';
        const { code, out } = await runCommand('doctor', [], { ...env, PUBLIC_URL: tunnel });
        expect(code).toBe(1);
        expect(hopsThat('FAILED', out)).toEqual(['webhook', 'queues']);
        expect(hopsThat('skipped', out)).toEqual(['list', 'event', 'duplicate', 'bus', 'lake']);
        expect(out).toMatch(/FAILED +webhook +http:\/\/127.0.0.1:9\S+ cannot be reached.*tunnel/);
        expect(out).toMatch(/FAILED +queues .*1 in dead-letters/);
        expect(await app.data.sources.sources('doctor')).toEqual([]);
        expect(await app.data.apiKeys.apiKeys('doctor')).toEqual([]);
        await app.stop();
      });
    },
    MANY_COMMANDS,
  );

  it('says that nothing serves', async () => {
    await withTempFolder(async (folder) => {
      const env = { DATA_DIR: join(folder, 'data'), PORT: '1' };
      const { code, out } = await runCommand('doctor', [], env);
      expect([code, hopsThat('FAILED', out)]).toEqual([1, ['api']]);
      expect(out).toContain('npm start');
      expect((await runCommand('doctor', ['now'])).code).toBe(2);
    });
  });
});
