import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { amazonConnect } from '../../core/providers/amazon-connect/index.ts';
import type { FetchText } from '../../lambdas/ingest/vendor-pages.ts';
import { gatewayEventOf } from '../support/gateway-events.ts';
import { ingestWith, sourcesInMemory, testSource } from '../support/ingest.ts';
import { openTestTable, type TestTable } from '../support/local-store.ts';
import {
  certificate,
  certificateUrl,
  chatMessage,
  confirmation,
  notification,
  subscribeUrl,
} from '../support/sns.ts';

let table: TestTable;
beforeAll(async () => {
  table = await openTestTable();
});
afterAll(() => table.stop());

let tenants = 0;

/** Ingest for one source of Amazon Connect, with what it fetched. */
async function open(answer: FetchText = async () => certificate) {
  const source = await testSource({ tenant_id: `v${tenants++}`, provider: 'amazon-connect' });
  const fetched: string[] = [];
  const ingest = ingestWith({
    sourceStore: sourcesInMemory(source).store,
    store: table.storeWith([4]),
    adapterFor: async () => amazonConnect,
    fetchText: (url) => {
      fetched.push(url);
      return answer(url);
    },
  });
  return { ...ingest, fetched };
}

function posted(body: object, token = 's3cret') {
  const path = '/v1/ingest/src';
  return gatewayEventOf({
    method: 'POST',
    path,
    search: `token=${token}&a=1`,
    query: { token, a: '1' },
    parameters: { source_id: 'src' },
    headers: { 'content-type': 'text/plain; charset=UTF-8' },
    body: JSON.stringify(body),
  });
}

const counts = (answer: { body?: string | undefined }) => JSON.parse(answer.body ?? '');

describe('a webhook that is verified with a document of its vendor', () => {
  it('is logged, and the document fetched once for many, also at once', async () => {
    const { send, fetched } = await open();
    const answers = await Promise.all(
      ['1', '2', '3'].map((Id) => send(posted(notification({ ...chatMessage, Id })))),
    );
    expect(answers.map(counts)).toEqual(Array(3).fill(expect.objectContaining({ appended: 1 })));
    expect(counts(await send(posted(notification(chatMessage)))).appended).toBe(1);
    expect(fetched).toEqual([certificateUrl]);
  });

  it('fetches the document again after an hour', async () => {
    const { send, fetched, clock } = await open();
    await send(posted(notification(chatMessage)));
    clock.now += 3_600_000;
    await send(posted(notification(chatMessage)));
    expect(fetched).toHaveLength(2);
  });

  it('is answered 503, never 401, while the document cannot be had, and then is logged', async () => {
    let broken = true;
    const { send, lines } = await open(async () => {
      if (broken) throw new TypeError('fetch failed');
      return certificate;
    });
    const answer = await send(posted(notification(chatMessage)));
    expect(answer.statusCode).toBe(503);
    expect(answer.headers).toMatchObject({ 'retry-after': '5' });
    expect(lines.some((line) => line.includes('fetch_failed'))).toBe(true);
    broken = false;
    expect(counts(await send(posted(notification(chatMessage)))).appended).toBe(1);
  });

  it('is answered 503 when the document is not what it should be', async () => {
    const { send } = await open(async () => '<html>');
    expect((await send(posted(notification(chatMessage)))).statusCode).toBe(503);
  });

  it('makes nothing be fetched when it is sent by somebody else', async () => {
    const { send, fetched } = await open();
    expect((await send(posted(notification(chatMessage), 'guess'))).statusCode).toBe(401);
    expect(fetched).toEqual([]);
  });

  it('is a 401 when its signature does not fit', async () => {
    const { send } = await open();
    const forged = { ...notification(chatMessage), Message: '{}' };
    expect((await send(posted(forged))).statusCode).toBe(401);
  });

  it('leaves its token neither in the archive nor in the log', async () => {
    const { send, archived, lines } = await open();
    await send(posted(notification(chatMessage)));
    expect(archived.map(({ url }) => url)).toEqual(['https://api.example.com/v1/ingest/src?a=1']);
    for (const line of [JSON.stringify(archived), ...lines]) expect(line).not.toContain('s3cret');
  });
});

describe('a subscription', () => {
  it('is confirmed once its request is verified, and logged', async () => {
    const { send, fetched } = await open();
    expect(counts(await send(posted(confirmation()))).appended).toBe(1);
    expect(fetched).toEqual([certificateUrl, subscribeUrl]);
  });

  it('is not confirmed by a forged request', async () => {
    const { send, fetched } = await open();
    const forged = { ...confirmation(), Token: 'other' };
    expect((await send(posted(forged))).statusCode).toBe(401);
    expect(fetched).not.toContain(subscribeUrl);
  });

  it('is asked for again when the vendor does not answer, without its token in the log', async () => {
    const { send, lines } = await open(async (url) => {
      if (url === subscribeUrl) throw new Error('504');
      return certificate;
    });
    expect((await send(posted(confirmation()))).statusCode).toBe(503);
    for (const line of lines) expect(line).not.toContain('Token=');
  });
});
