import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { TENANT_ID } from '../../core/events/event.ts';
import type { ProviderAdapter } from '../../core/providers/adapter.ts';
import { adapterFor, adapterNames } from '../../core/providers/registry.ts';
import { checkOptions } from '../../core/providers/source-options.ts';
import { newSource, type SourceRequest, withNewSecret } from '../../core/store/new-source.ts';
import type { Source } from '../../core/store/source-store.ts';
import type { Deployment } from '../deployment/deployment.ts';
import { UsageError } from './command.ts';
import { exampleRequest, examplesOf, sendExample } from './examples.ts';

const HOUR = 3_600_000;

/** A source to add; the tenant may be left to the deployment, and the secret be made. */
type AddRequest = Omit<SourceRequest, 'secret' | 'verifyToken' | 'tenantId'> & {
  readonly tenantId?: string | undefined;
  readonly secret?: string | undefined;
};

/** Adds a source and prints its URL, its secrets and what to click at the vendor. */
export async function addSource(request: AddRequest, deployment: Deployment): Promise<void> {
  const adapter = await knownAdapter(request.provider);
  const { sourceId, tenantId = deployment.defaultTenant } = request;
  if (!TENANT_ID.test(tenantId)) throw new UsageError('That is no tenant id.');
  checkOptions(adapter, request.options ?? {});
  const secret = request.secret ?? newSecret();
  const verifyToken = newSecret();
  const now = new Date().toISOString();
  const complete = { ...request, tenantId, secret, verifyToken };
  const source = await newSource(complete, deployment.secrets, now);
  if (!(await deployment.sources.addSource(source))) {
    throw new UsageError(`There is a source ${sourceId} already. Give another --id.`);
  }
  console.log(`url     ${urlOf(sourceId, deployment)}`);
  if (!request.secret) console.log(`secret  ${secret}`);
  console.log(`\n${await vendorSteps(adapter, { sourceId, verifyToken }, deployment)}`);
}

/** Prints a tenant's sources, a line each. */
export async function listSources(
  tenantId: string | undefined,
  deployment: Deployment,
): Promise<void> {
  for (const source of await deployment.sources.sources(tenantId ?? deployment.defaultTenant)) {
    const { source_id, provider, secrets, created_at } = source;
    const columns = [source_id.padEnd(24), provider.padEnd(24), `secrets ${secrets.length}`];
    console.log([...columns, created_at, urlOf(source_id, deployment)].join('  '));
  }
}

/** Sends one signed example of the provider through the front door and prints the answer. */
export async function testSource(sourceId: string, deployment: Deployment): Promise<void> {
  const source = await existing(sourceId, deployment);
  const secret = await deployment.secrets.open(source.secrets[0]?.sealed ?? '', sourceId);
  const adapter = await knownAdapter(source.provider);
  const [example] = await examplesOf(source.provider);
  if (!example) throw new UsageError(`${source.provider} has no example webhook.`);
  const request = exampleRequest(adapter, sourceId, example.body, deployment.publicUrl);
  const { status, answer } = await sendExample(adapter, request, secret, source.options);
  console.log(`${status} ${JSON.stringify(answer)}  (${example.name})`);
  if (status >= 300) process.exitCode = 1;
}

/** Adds a new secret; those before it go on working for some hours. */
export async function rotateSecret(
  sourceId: string,
  { secret: given, hours }: { readonly secret: string | undefined; readonly hours: number },
  deployment: Deployment,
): Promise<void> {
  const { sources, secrets } = deployment;
  const secret = given ?? newSecret();
  const now = Date.now();
  const retires = new Date(now + hours * HOUR).toISOString();
  const source = await existing(sourceId, deployment);
  const at = new Date(now).toISOString();
  await sources.replaceSource(await withNewSecret(source, secret, secrets, at, retires));
  if (!given) console.log(`secret  ${secret}`);
  console.log(`${sourceId} takes the new secret now, and the old ones for ${hours} hours.`);
}

/** Removes a source: its webhooks are answered 404 from then on, its events stay. */
export async function removeSource(sourceId: string, deployment: Deployment): Promise<void> {
  await existing(sourceId, deployment);
  await deployment.sources.removeSource(sourceId);
  console.log(`Removed ${sourceId}. A running server forgets it within 60 seconds.`);
}

async function existing(sourceId: string, { sources, option }: Deployment): Promise<Source> {
  const source = await sources.source(sourceId);
  if (source) return source;
  throw new UsageError(
    `There is no source ${sourceId}. npm run sources -- list${option} shows them.`,
  );
}

async function knownAdapter(provider: string): Promise<ProviderAdapter> {
  const adapter = await adapterFor(provider);
  if (adapter) return adapter;
  throw new UsageError(`There is no provider ${provider}. Known: ${adapterNames().join(', ')}.`);
}

/** What there is to do at the vendor, with the source's own values. */
async function vendorSteps(
  { provider }: ProviderAdapter,
  { sourceId, verifyToken }: { readonly sourceId: string; readonly verifyToken: string },
  deployment: Deployment,
): Promise<string> {
  const readme = new URL(`../../core/providers/${provider}/README.md`, import.meta.url);
  const text = await readFile(readme, 'utf8');
  const section = /^## Register the webhook\n([\s\S]*?)(?=^## )/m.exec(text)?.[1] ?? '';
  return section
    .replaceAll('{webhook_url}', urlOf(sourceId, deployment))
    .replaceAll('{verify_token}', verifyToken)
    .replaceAll(
      /(sources -- (?:rotate|remove|add [a-z-]+ --id)) <id>/g,
      `$1 ${sourceId}${deployment.option}`,
    )
    .trim();
}

function newSecret(): string {
  return randomBytes(24).toString('hex');
}

function urlOf(sourceId: string, { publicUrl }: Deployment): string {
  return `${publicUrl}/v1/ingest/${sourceId}`;
}
