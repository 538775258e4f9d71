import { readdir, readFile } from 'node:fs/promises';
import type { ProviderAdapter, SourceOptions } from '../../core/providers/adapter.ts';
import type { HttpRequest } from '../../core/runtime/http.ts';

/** The most that API Gateway itself waits for a function, in milliseconds. */
const TIMEOUT = 30_000;

/** An example webhook of a provider: `core/providers/<provider>/examples/<name>`. */
export interface Example {
  readonly name: string;
  readonly body: Buffer;
}

/** The example webhooks of a provider, by name. */
export async function examplesOf(provider: string): Promise<readonly Example[]> {
  const folder = new URL(`../../core/providers/${provider}/examples/`, import.meta.url);
  const names = (await readdir(folder)).sort();
  return Promise.all(
    names.map(async (name) => ({ name, body: await readFile(new URL(name, folder)) })),
  );
}

/** The unsigned request that carries a webhook's body to a source. */
export function exampleRequest(
  adapter: ProviderAdapter,
  sourceId: string,
  body: Buffer,
  origin = 'http://127.0.0.1',
): HttpRequest {
  const headers = {
    'content-type': contentTypeOf(body),
    'user-agent': `example/${adapter.provider}`,
  };
  const plain = `${origin}/v1/ingest/${sourceId}`;
  const url = adapter.signedUrl?.({ url: plain, headers, body }) ?? plain;
  const query = Object.fromEntries(new URL(url).searchParams);
  return { method: 'POST', url, headers, query, body };
}

function contentTypeOf(body: Buffer): string {
  const start = body
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
    .charAt(0);
  return '{['.includes(start) ? 'application/json' : 'application/x-www-form-urlencoded';
}

/**
 * Signs an example as its vendor would and sends it.
 * @returns the status, and the answer: its JSON, or its text where it is none, or null
 */
export async function sendExample(
  adapter: ProviderAdapter,
  unsigned: HttpRequest,
  secret: string,
  options: SourceOptions,
): Promise<{ readonly status: number; readonly answer: unknown }> {
  const signature = adapter.sign(unsigned, secret, Date.now(), options);
  const response = await fetch(unsigned.url, {
    method: 'POST',
    headers: { ...unsigned.headers, ...signature },
    body: new Uint8Array(unsigned.body),
    signal: AbortSignal.timeout(TIMEOUT),
  });
  const text = await response.text();
  return { status: response.status, answer: text === '' ? null : jsonOrText(text) };
}

/** A tunnel or a proxy in between answers with a page of its own. */
function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
