import { createHmac } from 'node:crypto';
import type { ProviderAdapter } from '../core/providers/adapter.ts';
import { adapterFor } from '../core/providers/registry.ts';
import type { HttpRequest } from '../core/runtime/http.ts';
import { type Example, exampleRequest, examplesOf } from '../local/commands/examples.ts';
import { compareWith } from './measure.ts';

/** The process of one provider of normalize.ts: prints what its adapter costs, or `null`. */
const SECRET = 'a-secret-of-the-usual-length-of-40-chars';
const NO_OPTIONS = {};

const adapter = await adapterFor(process.argv[2] ?? '');
const example = adapter && (await medianMessage(adapter));
const isJson = example?.body.toString('utf8').trimStart().startsWith('{');
console.log(JSON.stringify(adapter && example && isJson ? await costsOf(adapter, example) : null));

async function costsOf(adapter: ProviderAdapter, { name: example, body }: Example) {
  const request = signedRequest(adapter, body);
  const works = {
    normalize: () => normalized(adapter, request),
    verify: () => adapter.verify(request, { secrets: [SECRET] }, Date.now()),
  };
  const effort = process.argv[3] === 'smoke' ? 'smoke' : 'full';
  const costs = await compareWith(() => floorOf(body), works, effort);
  return { example, bytes: body.length, ...costs };
}

/** The least that any receiver does. */
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
