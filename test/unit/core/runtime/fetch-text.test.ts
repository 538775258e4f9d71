import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { fetchText } from '../../../../core/runtime/fetch-text.ts';

let server: Server | null = null;
afterEach(() => {
  server?.close();
  server?.closeAllConnections();
});

async function serving(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('fetchText', () => {
  it('gives the whole text', async () => {
    const url = await serving((_, response) => void response.end('grüße'));
    expect(await fetchText(url)).toBe('grüße');
  });

  it.each([201, 404, 500])('rejects an answer of %i', async (status) => {
    const url = await serving((_, response) => void response.writeHead(status).end('x'));
    await expect(fetchText(url)).rejects.toThrow(String(status));
  });

  it('follows no redirect', async () => {
    const paths: (string | undefined)[] = [];
    const url = await serving((request, response) => {
      paths.push(request.url);
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    await expect(fetchText(url)).rejects.toThrow();
    expect(paths).toEqual(['/']);
  });

  it('stops reading where an answer has no end', async () => {
    let open = true;
    const url = await serving((_, response) => {
      response.on('close', () => {
        open = false;
      });
      const write = () => {
        if (open) response.write('x'.repeat(16_384), () => setImmediate(write));
      };
      write();
    });
    await expect(fetchText(url)).rejects.toThrow('65536');
  });

  it('rejects when nobody answers', async () => {
    await expect(fetchText('http://127.0.0.1:1')).rejects.toThrow();
  });
});
