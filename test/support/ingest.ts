import { randomBytes } from 'node:crypto';
import type { Context } from 'aws-lambda';
import { httpShell } from '../../core/api/shell.ts';
import type { ProviderAdapter } from '../../core/providers/adapter.ts';
import type { SecretBox } from '../../core/runtime/secret-box.ts';
import { newSource } from '../../core/store/new-source.ts';
import type { QuarantineReason, RawDelivery } from '../../core/store/raw-delivery.ts';
import type { Source, SourceStore } from '../../core/store/source-store.ts';
import { createIngest, type IngestDependencies } from '../../lambdas/ingest/ingest.ts';
import { SourceDirectory } from '../../lambdas/ingest/source-directory.ts';
import { expectDocumented } from './documented.ts';
import { testIdentity } from './events.ts';
import { gatewayEventOf } from './gateway-events.ts';
import { keptLog } from './logs.ts';
import { testAdapter } from './test-adapter.ts';

/** Seals nothing: what matters to ingest is that opening can fail. */
export const openBox: SecretBox = {
  seal: async (secret) => secret,
  open: async (sealed) => sealed,
};

/** Sources in memory; reads are counted. */
export function sourcesInMemory(...sources: Source[]) {
  const byId = new Map(sources.map((source) => [source.source_id, source]));
  const reads: string[] = [];
  const store: Pick<SourceStore, 'source' | 'replaceSource'> = {
    source: async (id) => {
      reads.push(id);
      return byId.get(id) ?? null;
    },
    replaceSource: async (source) => {
      byId.set(source.source_id, source);
    },
  };
  return { store, reads };
}

/** A source of the test provider. */
export function testSource(overrides: Partial<Source> = {}): Promise<Source> {
  const request = { sourceId: 'src', tenantId: 'acme', provider: 'test', secret: 's3cret' };
  return newSource(request, openBox, '2026-11-01T00:00:00.000Z').then((source) => {
    return { ...source, ...overrides };
  });
}

type Parts = Pick<IngestDependencies, 'store'> &
  Partial<IngestDependencies> & {
    readonly sourceStore: Pick<SourceStore, 'source'>;
    readonly secrets?: SecretBox;
  };

/** The ingest function over given parts, with what it archived, quarantined and logged. */
export function ingestWith({ sourceStore, secrets = openBox, ...parts }: Parts) {
  const clock = { now: Date.UTC(2026, 10, 23, 12) };
  const now = () => clock.now;
  const archived: RawDelivery[] = [];
  const quarantined: { delivery: RawDelivery; reasons: readonly QuarantineReason[] }[] = [];
  const { log, lines } = keptLog();
  const ingest = createIngest({
    sources: new SourceDirectory({ sources: sourceStore, secrets, now }),
    adapterFor: async (provider) => (provider === 'test' ? testAdapter : undefined),
    archive: { archive: async (delivery) => void archived.push(delivery) },
    quarantine: {
      quarantine: async (delivery, reasons) => void quarantined.push({ delivery, reasons }),
    },
    retries: { add: () => Promise.reject(new Error('no queue')) },
    identity: testIdentity,
    fetchText: () => Promise.reject(new Error('There is no network in tests.')),
    log,
    now,
    maxBodyBytes: 1_000_000,
    ...parts,
  });
  const handler = httpShell(ingest, { log, elapsed: now });
  const send = async (event: ReturnType<typeof gatewayEventOf>) => {
    const answer = await handler(event, {} as Context);
    const { statusCode: status = 0, body: text = '', headers } = answer;
    const type = String(headers?.['content-type'] ?? '');
    const { method, path } = event.requestContext.http;
    if (method !== 'HEAD') expectDocumented({ method, path }, { status, type, text });
    return answer;
  };
  return { send, clock, archived, quarantined, lines };
}

/** A signed webhook of a provider, as the gateway hands it over. */
export function webhook(
  body: Buffer | string | object,
  {
    adapter = testAdapter,
    secret = 's3cret',
    sourceId = 'src',
    base64 = false,
    headers = {},
    now = Date.UTC(2026, 10, 23, 12),
  }: {
    readonly adapter?: ProviderAdapter;
    readonly secret?: string;
    readonly sourceId?: string;
    readonly base64?: boolean;
    readonly headers?: Readonly<Record<string, string>>;
    readonly now?: number;
  } = {},
) {
  const bytes = Buffer.isBuffer(body)
    ? body
    : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const path = `/v1/ingest/${sourceId}`;
  const sent = { 'content-type': 'application/json', ...headers };
  const unsigned = { url: `https://api.example.com${path}`, headers: sent, body: bytes };
  return gatewayEventOf({
    method: 'POST',
    routeKey: 'ANY /v1/ingest/{source_id}',
    path,
    parameters: { source_id: sourceId },
    headers: {
      ...sent,
      ...adapter.sign(unsigned, secret, now),
      'x-noise': randomBytes(4).toString('hex'),
    },
    body: bytes.toString(base64 ? 'base64' : 'utf8'),
    isBase64Encoded: base64,
  });
}
