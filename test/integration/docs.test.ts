import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { DOCS_ASSETS } from '../../core/api/schemas.ts';
import { httpShell } from '../../core/api/shell.ts';
import { createDocs } from '../../lambdas/docs/docs.ts';
import { expectDocumented } from '../support/documented.ts';
import { gatewayEventOf } from '../support/gateway-events.ts';
import { keptLog } from '../support/logs.ts';

/** A text that is still long when it is compressed. */
const NOISE = Array.from({ length: 99 }, (_, n) => hash('sha256', String(n))).join('');

const DOCUMENT = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'ö', version: '1', description: NOISE },
  paths: {},
});
const docs = createDocs(async (name) => (name === 'openapi.json' ? DOCUMENT : name));

/** Asks the function; gives the body as it came over the wire. */
async function ask(route: string, given: Partial<Parameters<typeof gatewayEventOf>[0]> = {}) {
  const [method = '', path = ''] = route.split(' ');
  const event = gatewayEventOf({ method, path, routeKey: route, ...given });
  const handler = httpShell(docs, { log: keptLog().log, elapsed: () => 0 });
  const answer = await handler(event, {} as Context);
  const body = Buffer.from(answer.body ?? '', answer.isBase64Encoded ? 'base64' : 'utf8');
  return { status: answer.statusCode ?? 0, headers: answer.headers ?? {}, body };
}

const FILE = 'GET /docs/{file}';

describe('the docs function', () => {
  it('serves the document, the page and its parts', async () => {
    const { body } = await ask('GET /openapi.json');
    expect(body.toString()).toBe(DOCUMENT);
    expect((await ask('GET /docs')).body.toString()).toBe('page.html');
    for (const file of DOCS_ASSETS) {
      const { status, headers, body } = await ask(FILE, { parameters: { file } });
      expect(body.toString()).toBe(file);
      const type = String(headers['content-type']);
      expectDocumented({ method: 'GET', path: `/docs/${file}` }, { status, type, text: file });
    }
  });

  it('compresses for who takes it', async () => {
    const accepting = { headers: { 'accept-encoding': 'br, gzip' } };
    const { headers, body } = await ask('GET /openapi.json', accepting);
    expect(headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(body).toString()).toBe(DOCUMENT);
    expect((await ask('GET /openapi.json')).headers).not.toHaveProperty('content-encoding');
  });

  it.each(['openapi.json', 'page.html', '../package.json', 'constructor', ''])(
    'has no other file: %j',
    async (file) => {
      expect((await ask(FILE, { parameters: { file } })).status).toBe(404);
    },
  );

  it('takes no parameter', async () => {
    expect((await ask('GET /docs', { query: { url: 'https://example.com' } })).status).toBe(400);
  });
});

describe('the page', () => {
  it('loads nothing from elsewhere, and its policy would not let it', async () => {
    const page = await readFile('lambdas/docs/page/page.html', 'utf8');
    const loaded = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, url]) => url);
    const assets = DOCS_ASSETS.map((name) => `/docs/${name}`);
    expect(loaded.toSorted()).toEqual([...assets, '/openapi.json', 'data:,'].toSorted());
    const { headers } = await ask('GET /docs');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe/);
  });
});
