import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { adapterNames } from '../../core/providers/registry.ts';
import { examplesOf } from '../../local/commands/examples.ts';
import { MANY_COMMANDS, runCommand as run } from '../support/run-command.ts';
import { startApp } from '../support/running-app.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { sendWebhook, sunshineMessage } from '../support/webhooks.ts';

const provider = 'sunshine-conversations';

describe('npm run keys', () => {
  it(
    'makes, lists and revokes keys, beside a running server and without one',
    async () => {
      await withTempFolder(async (folder) => {
        const DATA_DIR = join(folder, 'data');
        const app = await startApp(DATA_DIR);
        const made = await run('keys', ['create', '--label', 'bi', '--days', '30'], { DATA_DIR });
        const key = made.out.trim();
        expect((await app.get('/v1/events', key)).status).toBe(200);
        const other = await run('keys', ['create', '--tenant', 'other'], { DATA_DIR });
        await sendWebhook(app.url, provider, sunshineMessage('m1'));
        expect((await app.get('/v1/events', other.out.trim())).body).toMatchObject({ data: [] });
        const writer = await run('keys', ['create', '--scopes', 'events:write'], { DATA_DIR });
        expect((await app.get('/v1/events', writer.out.trim())).status).toBe(403);
        await app.stop();

        const listed = await run('keys', ['list'], { DATA_DIR });
        const keyId = key.split('_')[1] ?? '';
        expect(listed.out).toContain(`${keyId}  events:read`);
        expect(listed.out).not.toContain(key);
        expect((await run('keys', ['revoke', keyId], { DATA_DIR })).code).toBe(0);
        expect((await run('keys', ['list'], { DATA_DIR })).out).not.toContain(keyId);
        expect((await run('keys', ['revoke', keyId], { DATA_DIR })).code).toBe(2);
      });
    },
    MANY_COMMANDS,
  );

  it.each([
    [['create', '--scopes', 'root']],
    [['create', '--tenant', 'A B']],
    [['make']],
    [[]],
    [['list', '--x']],
  ])('says how it is used after %j', async (args) => {
    const { code, err } = await run('keys', args);
    expect(code).toBe(2);
    expect(err).not.toMatch(/\n {4}at /);
  });
});

describe('npm run sources', () => {
  it(
    'adds a source with its URL and what to click, rotates its secret, removes it',
    async () => {
      await withTempFolder(async (folder) => {
        const DATA_DIR = join(folder, 'data');
        const app = await startApp(DATA_DIR);
        const PORT = new URL(app.url).port;
        const sources = (...args: string[]) => run('sources', args, { DATA_DIR, PORT });
        const added = await sources('add', provider, '--id', 'second', '--secret', 'first-secret');
        expect(added.out).toContain(`${app.url}/v1/ingest/second`);
        expect(added.out).not.toContain('{webhook_url}');
        expect((await sources('add', provider, '--id', 'second')).code).toBe(2);
        expect((await sources('list')).out).toContain('second');
        expect((await sources('test', 'second')).out).toMatch(/^200 /);
        const rotated = await sources('rotate', 'second', '--secret', 'next-secret');
        expect(rotated.code).toBe(0);
        expect((await sources('test', 'second')).out).toMatch(/^(200|401) /);
        expect((await sources('remove', 'second')).code).toBe(0);
        expect((await sources('remove', 'second')).code).toBe(2);
        await app.stop();
      });
    },
    MANY_COMMANDS,
  );

  it.each(adapterNames())('says what to click for %s, with the URL to enter', async (name) => {
    await withTempFolder(async (folder) => {
      const env = { DATA_DIR: join(folder, 'data'), PUBLIC_URL: 'https://log.example.com' };
      const { code, out } = await run('sources', ['add', name, '--id', 'own'], env);
      expect(code).toBe(0);
      expect(out).toMatch(/^secret +\S+$/m);
      expect(out).toMatch(/^1\. \S/m);
      expect(out).toContain('https://log.example.com/v1/ingest/own');
      expect(out).not.toMatch(/\{webhook_url\}|\{verify_token\}|<id>/);
    });
  });

  it(
    'adds a source with options, and signs as they say',
    async () => {
      await withTempFolder(async (folder) => {
        const DATA_DIR = join(folder, 'data');
        const app = await startApp(DATA_DIR);
        const PORT = new URL(app.url).port;
        const sources = (...args: string[]) => run('sources', args, { DATA_DIR, PORT });
        const options = '{"signature": {"kind": "token", "header": "x-token"}}';
        expect((await sources('add', 'generic', '--id', 'own', '--options', options)).code).toBe(0);
        expect((await sources('test', 'own')).out).toMatch(/^200 /);
        await app.stop();
      });
    },
    MANY_COMMANDS,
  );

  it.each([
    [['add', 'nobody']],
    [['add', provider, '--id', 'A B']],
    [['test', 'none']],
    [['add', provider, '--tenant', '#']],
    [['add', provider, '--options', '{"no": "such option"}']],
    [['add', provider, '--options', 'not json']],
    [['add', 'generic', '--options', '{"mapping": {"type": "a..b"}}']],
  ])('refuses %j with a reason', async (args) => {
    await withTempFolder(async (folder) => {
      const { code, err } = await run('sources', args, { DATA_DIR: join(folder, 'data') });
      expect(code).toBeGreaterThan(0);
      expect(err.length).toBeGreaterThan(10);
      expect(err).not.toMatch(/\n {4}at /);
    });
  });
});

describe('npm run seed', () => {
  it('sends every example of every provider, signed, and says what became of them', async () => {
    await withTempFolder(async (folder) => {
      const DATA_DIR = join(folder, 'data');
      const app = await startApp(DATA_DIR);
      try {
        const seed = () => run('seed', [], { DATA_DIR, PORT: new URL(app.url).port });
        const { code, out } = await seed();
        const lines = out.trim().split('\n');
        expect(lines.filter((line) => !line.startsWith('200 '))).toEqual([]);
        expect(code).toBe(0);
        for (const provider of adapterNames()) {
          const own = lines.filter((line) => line.startsWith(`200  ${provider}/`));
          expect(own).toHaveLength((await examplesOf(provider)).length);
        }
        expect(out).toMatch(/^200 {2}sunshine-conversations\/\S+ +appended \d/m);
        expect(out).not.toContain('quarantined');
        expect((await seed()).out).not.toContain('appended');
      } finally {
        await app.stop();
      }
    });
  }, 240_000);

  it('says what to do when nothing serves', async () => {
    await withTempFolder(async (folder) => {
      const { code, err } = await run('seed', [], { DATA_DIR: join(folder, 'data'), PORT: '1' });
      expect([code, err]).toEqual([1, expect.stringContaining('npm start')]);
    });
  });
});

describe('npm run summaries', () => {
  it('rebuilds the conversations of a tenant, beside a running server', async () => {
    await withTempFolder(async (folder) => {
      const DATA_DIR = join(folder, 'data');
      const app = await startApp(DATA_DIR);
      await sendWebhook(app.url, provider, sunshineMessage('m1'));
      await sendWebhook(app.url, provider, sunshineMessage('m2', { thread: 'c2' }));
      await app.drained();
      const { code, out } = await run('summaries', ['rebuild'], { DATA_DIR });
      expect([code, out]).toEqual([0, 'Rebuilt 2 conversations from 2 events.\n']);
      const { body } = await app.get('/v1/conversations');
      expect(body).toMatchObject({ data: [{ version: 2 }, { version: 2 }] });
      await app.stop();
    });
  });

  it.each([[[]], [['mend']], [['rebuild', '--tenant', 'A B']]])(
    'says how it is used after %j',
    async (args) => {
      const { code, err } = await run('summaries', args);
      expect([code, err]).toEqual([2, expect.stringContaining('rebuild [--tenant T]')]);
    },
  );
});

describe('npm run normalize', () => {
  it('prints the events of files, and names those that cannot be read', async () => {
    await withTempFolder(async (folder) => {
      const [good, bad] = [join(folder, 'good.json'), join(folder, 'bad.json')];
      await writeFile(good, JSON.stringify(sunshineMessage('m1')));
      await writeFile(bad, '{"app":');
      const args = ['--provider', provider, good, bad, join(folder, 'none.json')];
      const { code, out, err } = await run('normalize', args);
      expect(code).toBe(1);
      expect(
        out
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line).type),
      ).toEqual(['MessageReceived']);
      expect(err.trim().split('\n')).toEqual([
        expect.stringContaining('bad.json'),
        expect.stringContaining('none.json'),
      ]);
      const asJson = await run('normalize', ['--json', '--provider', provider, bad]);
      expect(JSON.parse(asJson.err)).toMatchObject({ file: bad, code: 'unreadable_delivery' });
    });
  });

  it.each(adapterNames())('prints the events of every example of %s', async (name) => {
    const folder = `core/providers/${name}/examples`;
    const files = (await examplesOf(name)).map((example) => join(folder, example.name));
    const { code, out, err } = await run('normalize', ['--provider', name, ...files]);
    expect([code, err]).toEqual([0, '']);
    const events = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.length).toBeGreaterThanOrEqual(files.length);
    expect(new Set(events.map(({ origin }) => origin.provider))).toEqual(new Set([name]));
  });

  it('says which providers there are', async () => {
    const { code, err } = await run('normalize', ['--provider', 'nobody', 'x']);
    expect([code, err]).toEqual([2, expect.stringContaining(provider)]);
  });
});
