import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type GatewayEvent, httpRequest } from '../../core/api/raw-request.ts';
import { cachedAuthorizer } from '../../local/gateway/cached-authorizer.ts';
import { createGateway, type Invoke } from '../../local/gateway/gateway.ts';

let stop = () => {};
afterEach(() => stop());

/** A gateway before functions that keep the events they get. */
async function open(answer: Invoke = async () => ({ statusCode: 200, body: '{}' })) {
  const events: GatewayEvent[] = [];
  const authorized: string[] = [];
  const invoke: Invoke = (event) => {
    events.push(event);
    return answer(event);
  };
  const server = createGateway({
    functions: { ingest: invoke, query: invoke, append: invoke, docs: invoke },
    authorize: async (authorization) => {
      authorized.push(authorization);
      return { tenant_id: 'acme', scopes: 'events:read' };
    },
    now: () => 0,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, port, events, authorized };
}

const key = { authorization: 'Bearer k' };
const bodyOf = (event: GatewayEvent | undefined) => (event ? httpRequest(event).body : null);

describe('the event that the gateway makes', () => {
  it('names the route, with decoded parameters and the raw query', async () => {
    const { url, events } = await open();
    await fetch(`${url}/v1/events/a%2Fb%20c?x=1&y=%C3%A4&x=2`, { headers: key });
    expect(events[0]).toMatchObject({
      routeKey: 'GET /v1/events/{event_id}',
      rawPath: '/v1/events/a%2Fb%20c',
      rawQueryString: 'x=1&y=%C3%A4&x=2',
      pathParameters: { event_id: 'a/b c' },
      queryStringParameters: { x: '1,2', y: 'ä' },
    });
  });

  it.each([
    ['application/json', false],
    ['application/cloudevents-batch+json; charset=utf-8', false],
    ['text/plain', false],
    ['application/x-www-form-urlencoded', true],
    ['application/octet-stream', true],
    ['', true],
  ])('has a body of type %j in base64: %s', async (type, isBase64Encoded) => {
    const { url, events } = await open();
    const body = new Uint8Array(Buffer.from(' {"ä": "😀"}\r\n'));
    await fetch(`${url}/v1/ingest/s`, { method: 'POST', headers: { 'content-type': type }, body });
    expect(events[0]?.isBase64Encoded).toBe(isBase64Encoded);
    expect(bodyOf(events[0])).toEqual(Buffer.from(body));
  });

  it('keeps bytes that are no text, whatever their type says', async () => {
    const { url, events } = await open();
    const body = new Uint8Array([0xff, 0xfe, 0x41]);
    const headers = { 'content-type': 'application/json' };
    await fetch(`${url}/v1/ingest/s`, { method: 'POST', headers, body });
    expect(bodyOf(events[0])).toEqual(Buffer.from(body));
  });

  it('keeps an emoji whose bytes come in two chunks', async () => {
    const { port, events } = await open();
    const body = Buffer.from('{"text":"😀"}');
    const socket = connect(port, '127.0.0.1').setNoDelay();
    await once(socket, 'connect');
    socket.write(
      `POST /v1/ingest/s HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    socket.write(body.subarray(0, 11));
    await new Promise((resolve) => setImmediate(resolve));
    socket.write(body.subarray(11));
    await once(socket, 'data');
    socket.destroy();
    expect(bodyOf(events[0])).toEqual(body);
  });

  it('joins repeated headers, in lower case', async () => {
    const { url, events } = await open();
    const headers: [string, string][] = [
      ['X-A', '1'],
      ['x-a', '2'],
    ];
    await fetch(`${url}/v1/ingest/s`, { method: 'POST', headers });
    expect(events[0]?.headers['x-a']).toBe('1, 2');
  });

  it('goes to the catch-all where no route fits', async () => {
    const { url, events } = await open();
    await fetch(`${url}/nothing`);
    await fetch(`${url}/v1/events`, { method: 'DELETE' });
    expect(events.map(({ routeKey }) => routeKey)).toEqual(['$default', '$default']);
  });
});

describe('what the gateway answers itself', () => {
  const refusal = async (response: Response) => [response.status, await response.json()];

  it('401 where the Authorization header is missing, without asking', async () => {
    const { url, events, authorized } = await open();
    expect(await refusal(await fetch(`${url}/v1/events`))).toEqual([
      401,
      { message: 'Unauthorized' },
    ]);
    expect([events, authorized]).toEqual([[], []]);
    expect((await fetch(`${url}/health`)).status).toBe(200);
  });

  it('413 for more than 6 MB', async () => {
    const { url, events } = await open();
    const body = new Uint8Array(6 * 1024 * 1024 + 1);
    const sent = fetch(`${url}/v1/ingest/s`, { method: 'POST', body });
    const status = await sent.then((response) => response.status).catch(() => 'closed');
    expect([413, 'closed']).toContain(status);
    expect(events).toEqual([]);
  });

  it('431 for more than 10 KB of headers', async () => {
    const { url } = await open();
    const response = await fetch(`${url}/health`, { headers: { 'x-long': 'x'.repeat(11_000) } });
    expect(response.status).toBe(431);
  });

  it('400 for a path that is no percent-encoding', async () => {
    const { url } = await open();
    const response = await fetch(`${url}/v1/events/%E0%A4%A`, { headers: key });
    expect(await refusal(response)).toEqual([400, { message: 'Bad Request' }]);
  });

  it('500 without a word when a function throws', async () => {
    const { url } = await open(() => Promise.reject(new Error('secret')));
    expect(await refusal(await fetch(`${url}/health`))).toEqual([
      500,
      { message: 'Internal Server Error' },
    ]);
  });
});

describe('the answer of a function', () => {
  it('comes out with its status, headers and body, also in base64', async () => {
    const { url } = await open(async () => ({
      statusCode: 418,
      headers: { 'x-a': 'b', 'content-type': 'text/plain' },
      body: Buffer.from('ä').toString('base64'),
      isBase64Encoded: true,
    }));
    const response = await fetch(`${url}/health`);
    expect([response.status, response.headers.get('x-a'), await response.text()]).toEqual([
      418,
      'b',
      'ä',
    ]);
  });
});

describe('the cache before the authorizer', () => {
  it('asks once in 60 seconds for each header', async () => {
    const clock = { now: 0 };
    const asked: string[] = [];
    const authorize = cachedAuthorizer(
      async (header) => {
        asked.push(header);
        return asked.length;
      },
      () => clock.now,
    );
    expect([await authorize('a'), await authorize('a'), await authorize('b')]).toEqual([1, 1, 2]);
    clock.now += 60_000;
    expect(await authorize('a')).toBe(3);
  });
});
