import { createHmac } from 'node:crypto';
import type { ProviderAdapter } from '../core/providers/adapter.ts';
import { adapterFor, adapterNames } from '../core/providers/registry.ts';
import type { HttpRequest } from '../core/runtime/http.ts';
import { type Example, exampleRequest, examplesOf } from '../local/commands/examples.ts';
import { type Cost, compareWith, spreadNote } from './measure.ts';
import type { Row } from './row.ts';

const SECRET = 'a-secret-of-the-usual-length-of-40-chars';
const NO_OPTIONS = {};

export const name = 'normalize';

/**
 * What the adapters of JSON providers cost for a message of median size among their examples, as a
 * multiple of the least that any receiver does: HMAC-SHA-256 and JSON.parse of the same bytes.
 */
export async function run(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const provider of adapterNames()) {
    const adapter = adapterFor(provider);
    const example = adapter && (await medianMessage(adapter));
    if (adapter && example && isJson(example.body)) rows.push(...(await rowsOf(adapter, example)));
  }
  return rows;
}

async function rowsOf(adapter: ProviderAdapter, { name: file, body }: Example): Promise<Row[]> {
  const request = signedRequest(adapter, body);
  const { normalize, verify } = await compareWith(() => floorOf(body), {
    normalize: () => normalized(adapter, request),
    verify: () => adapter.verify(request, { secrets: [SECRET] }, Date.now()),
  });
  const note = ({ microseconds, ratio }: Cost) =>
    `${spreadNote(ratio)}, ${microseconds.toFixed(1)} us, ${body.length} bytes: ${file}`;
  const { provider } = adapter;
  return [
    {
      name: `${provider} read + normalize`,
      value: normalize.ratio.median,
      unit: 'x',
      goal: '<= 1.6',
      note: note(normalize),
    },
    { name: `${provider} verify`, value: verify.ratio.median, unit: 'x', note: note(verify) },
  ];
}

function floorOf(body: Buffer): unknown {
  createHmac('sha256', SECRET).update(body).digest();
  return JSON.parse(body.toString('utf8'));
}

function normalized(adapter: ProviderAdapter, request: HttpRequest) {
  return adapter.read(request, NO_OPTIONS).flatMap((event) => adapter.normalize(event, NO_OPTIONS));
}

function signedRequest(adapter: ProviderAdapter, body: Buffer): HttpRequest {
  const request = exampleRequest(adapter, 'bench', body);
  const signature = adapter.sign(request, SECRET, Date.now());
  return { ...request, headers: { ...request.headers, ...signature } };
}

async function medianMessage(adapter: ProviderAdapter): Promise<Example | undefined> {
  const messages = (await examplesOf(adapter.provider)).filter(({ body }) => {
    const drafts = normalized(adapter, exampleRequest(adapter, 'bench', body));
    return drafts.some(({ type }) => type === 'MessageReceived' || type === 'MessageSent');
  });
  const bySize = messages.toSorted((a, b) => a.body.length - b.body.length);
  return bySize[Math.floor(bySize.length / 2)];
}

function isJson(body: Buffer): boolean {
  return body.toString('utf8').trimStart().startsWith('{');
}
