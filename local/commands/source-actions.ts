import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { TENANT_ID } from '../../core/events/event.ts';
import type { ProviderAdapter } from '../../core/providers/adapter.ts';
import { adapterFor, adapterNames } from '../../core/providers/registry.ts';
import { checkOptions } from '../../core/providers/source-options.ts';
import { newSource, type SourceRequest, withNewSecret } from '../../core/store/new-source.ts';
import type { Source } from '../../core/store/source-store.ts';
import { type LocalData, withData } from '../data.ts';
import { localSettings } from '../settings.ts';
import { UsageError } from './command.ts';
import { exampleRequest, examplesOf, sendExample } from './examples.ts';

const HOUR = 3_600_000;

type AddRequest = Omit<SourceRequest, 'secret' | 'verifyToken'> & {
  readonly secret?: string | undefined;
};

/** Adds a source and prints its URL, its secrets and what to click at the vendor. */
export async function addSource(request: AddRequest): Promise<void> {
  const adapter = knownAdapter(request.provider);
  if (!TENANT_ID.test(request.tenantId)) throw new UsageError('That is no tenant id.');
  checkOptions(adapter, request.options ?? {});
  const secret = request.secret ?? newSecret();
  const verifyToken = newSecret();
  await withData(localSettings(process.env), async ({ sources, keys }) => {
    const now = new Date().toISOString();
    const source = await newSource({ ...request, secret, verifyToken }, keys.secrets, now);
    if (!(await sources.addSource(source))) {
      throw new UsageError(`There is a source ${request.sourceId} already. Give another --id.`);
    }
  });
  if (!request.secret) console.log(`secret       ${secret}`);
  console.log(await vendorSteps(adapter, { webhookUrl: urlOf(request.sourceId), verifyToken }));
}

/** Prints a tenant's sources, a line each. */
export async function listSources(tenantId: string): Promise<void> {
  const list = ({ sources }: LocalData) => sources.sources(tenantId);
  for (const source of await withData(localSettings(process.env), list)) {
    const { source_id, provider, secrets, created_at } = source;
    const columns = [source_id.padEnd(24), provider.padEnd(24), `secrets ${secrets.length}`];
    console.log([...columns, created_at, urlOf(source_id)].join('  '));
  }
}

/** Sends one signed example of the provider through the front door and prints the answer. */
export async function testSource(sourceId: string): Promise<void> {
  const { source, secret } = await withData(localSettings(process.env), async (data) => {
    const found = await existing(data, sourceId);
    const sealed = found.secrets[0]?.sealed ?? '';
    return { source: found, secret: await data.keys.secrets.open(sealed, sourceId) };
  });
  const adapter = knownAdapter(source.provider);
  const [example] = await examplesOf(source.provider);
  if (!example) throw new UsageError(`${source.provider} has no example webhook.`);
  const request = exampleRequest(adapter, sourceId, example.body, origin());
  const { status, answer } = await sendExample(adapter, request, secret, source.options);
  console.log(`${status} ${JSON.stringify(answer)}  (${example.name})`);
  if (status >= 300) process.exitCode = 1;
}

/** Adds a new secret; those before it go on working for some hours. */
export async function rotateSecret(
  sourceId: string,
  given: string | undefined,
  hours: number,
): Promise<void> {
  const secret = given ?? newSecret();
  await withData(localSettings(process.env), async (data) => {
    const now = Date.now();
    const retires = new Date(now + hours * HOUR).toISOString();
    const source = await existing(data, sourceId);
    const { secrets } = data.keys;
    const at = new Date(now).toISOString();
    await data.sources.replaceSource(await withNewSecret(source, secret, secrets, at, retires));
  });
  if (!given) console.log(`secret       ${secret}`);
  console.log(`${sourceId} takes the new secret now, and the old ones for ${hours} hours.`);
}

/** Removes a source: its webhooks are answered 404 from then on, its events stay. */
export async function removeSource(sourceId: string): Promise<void> {
  await withData(localSettings(process.env), async (data) => {
    await existing(data, sourceId);
    await data.sources.removeSource(sourceId);
  });
  console.log(`Removed ${sourceId}. A running server forgets it within 60 seconds.`);
}

async function existing({ sources }: LocalData, sourceId: string): Promise<Source> {
  const source = await sources.source(sourceId);
  if (source) return source;
  throw new UsageError(`There is no source ${sourceId}. npm run sources -- list shows them.`);
}

function knownAdapter(provider: string): ProviderAdapter {
  const adapter = adapterFor(provider);
  if (adapter) return adapter;
  throw new UsageError(`There is no provider ${provider}. Known: ${adapterNames().join(', ')}.`);
}

/** The section of the provider's README that says how to register the webhook. */
async function vendorSteps(
  { provider }: ProviderAdapter,
  values: { readonly webhookUrl: string; readonly verifyToken: string },
): Promise<string> {
  const readme = new URL(`../../core/providers/${provider}/README.md`, import.meta.url);
  const text = await readFile(readme, 'utf8');
  const section = /^## Register the webhook\n([\s\S]*?)(?=^## )/m.exec(text)?.[1] ?? '';
  return section
    .replaceAll('{webhook_url}', values.webhookUrl)
    .replaceAll('{verify_token}', values.verifyToken)
    .trim();
}

function newSecret(): string {
  return randomBytes(24).toString('hex');
}

function origin(): string {
  const { host, port } = localSettings(process.env);
  return `http://${host}:${port}`;
}

function urlOf(sourceId: string): string {
  return `${localSettings(process.env).publicUrl ?? origin()}/v1/ingest/${sourceId}`;
}
