import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { ApiError, bodyOf } from '../../client/api-error.ts';
import { createClient } from '../../client/client.ts';
import { follow, items, pages } from '../../client/pages.ts';
import { clientTypes } from '../../local/openapi/client-types.ts';
import { startApp } from '../support/running-app.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { sendWebhook, sunshineMessage } from '../support/webhooks.ts';

const response = new Response();

/** A list in memory that answers pages of random sizes, with the position as the cursor. */
function listOf(all: readonly number[], sizes: readonly number[]) {
  let page = 0;
  return async (cursor: string | undefined) => {
    const from = Number(cursor ?? 0);
    const to = from + (sizes[page++ % sizes.length] ?? 1);
    const next = to < all.length ? String(to) : null;
    return { data: { data: all.slice(from, to), page: { next_cursor: next } }, response };
  };
}

const lists = fc.tuple(
  fc.array(fc.integer()),
  fc.array(fc.nat(3), { minLength: 1 }).filter((sizes) => sizes.some((size) => size > 0)),
);

describe('the client', () => {
  it('reads a running log, typed', async () => {
    await withTempFolder(async (folder) => {
      const app = await startApp(folder);
      for (const n of [1, 2, 3, 4, 5]) {
        await sendWebhook(app.url, 'sunshine-conversations', sunshineMessage(`m${n}`));
      }
      const log = createClient({ baseUrl: app.url, apiKey: app.apiKey });
      const ids: string[] = [];
      const query = { limit: 2, order: 'desc' as const };
      const ask = (cursor?: string) => {
        return log.GET('/v1/events', { params: { query: { ...query, cursor } } });
      };
      for await (const { message } of items(ask)) if (message) ids.push(message.id);
      expect(ids.sort()).toEqual(['m1', 'm2', 'm3', 'm4', 'm5']);

      const wrong = createClient({ baseUrl: app.url, apiKey: 'none' });
      const refused = wrong.GET('/v1/events').then(bodyOf);
      await expect(refused).rejects.toMatchObject({ status: 401, code: 'unauthorized' });
      await expect(refused).rejects.toHaveProperty('requestId', expect.any(String));
      await app.stop();
    });
  });

  it('has the types that docs/openapi.json describes now', async () => {
    const [document, committed] = await Promise.all(
      ['docs/openapi.json', 'client/schema.d.ts'].map((path) => readFile(path, 'utf8')),
    );
    const stale = committed !== (await clientTypes(document ?? ''));
    expect(stale && 'client/schema.d.ts is stale: run `npm run openapi`').toBe(false);
  });
});

describe('pages of a list', () => {
  it('are all of it once and in order, from any cursor, however long they are', async () => {
    await fc.assert(
      fc.asyncProperty(lists, fc.nat(20), async ([all, sizes], start) => {
        const cursor = start === 0 ? undefined : String(start);
        const got = await Array.fromAsync(items(listOf(all, sizes), { cursor }));
        expect(got).toEqual(all.slice(start));
      }),
    );
  });

  it('end with an error that says what to do', async () => {
    const refusal = new Response('', { status: 429, headers: { 'retry-after': '7' } });
    const ask = async () => ({ error: { message: 'Too Many Requests' }, response: refusal });
    const error = await Array.fromAsync(pages(ask)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 429, retryAfter: 7, code: undefined });
  });
});

/** A feed in memory: it always has a next cursor. */
function feedOf(all: readonly number[], sizes: readonly number[]) {
  let page = 0;
  return async (cursor: string | undefined) => {
    const from = Number(cursor ?? 0);
    const to = Math.min(all.length, from + (sizes[page++ % sizes.length] ?? 1));
    return { data: { data: all.slice(from, to), page: { next_cursor: String(to) } }, response };
  };
}

/** Follows a feed from a cursor for some pages; gives what was on them, and the cursor to keep. */
async function followed(ask: ReturnType<typeof feedOf>, cursor: string | undefined, most: number) {
  const got: number[] = [];
  let seen = 0;
  for await (const { data, page } of follow(ask, { cursor })) {
    got.push(...data);
    if (++seen === most) return { got, cursor: page.next_cursor };
  }
  throw new Error('a feed has no end');
}

describe('the feed', () => {
  it('goes on behind the last event, and from a cursor that was kept', async () => {
    await fc.assert(
      fc.asyncProperty(lists, fc.integer({ min: 1, max: 20 }), async ([all, sizes], most) => {
        const ask = feedOf(all, sizes);
        const first = await followed(ask, undefined, most);
        // One page in `sizes.length` has something on it.
        const rest = await followed(ask, first.cursor, (all.length + 1) * sizes.length);
        expect([...first.got, ...rest.got]).toEqual(all);
      }),
    );
  });
});
