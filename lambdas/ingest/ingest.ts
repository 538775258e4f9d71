import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { ApiProblem } from '../../core/api/problem.ts';
import { httpRequest } from '../../core/api/raw-request.ts';
import { LogError } from '../../core/events/errors.ts';
import type { Identity } from '../../core/events/identity.ts';
import type { ProviderAdapter } from '../../core/providers/adapter.ts';
import type { HttpAnswer, HttpRequest } from '../../core/runtime/http.ts';
import { errorName, type Log } from '../../core/runtime/log.ts';
import type { EventStore } from '../../core/store/event-store.ts';
import {
  type DeliveryArchive,
  type Quarantine,
  type RawDelivery,
  rawDelivery,
} from '../../core/store/raw-delivery.ts';
import type { RetryQueue } from '../../core/store/retry-queue.ts';
import { type DeliveryReport, logDelivery } from './log-delivery.ts';
import type { OpenSource, SourceDirectory } from './source-directory.ts';
import { type FetchText, VendorPages } from './vendor-pages.ts';

export interface IngestDependencies {
  readonly sources: SourceDirectory;
  readonly adapterFor: (provider: string) => Promise<ProviderAdapter | undefined>;
  readonly store: EventStore;
  readonly retries: RetryQueue;
  readonly archive: DeliveryArchive;
  readonly quarantine: Quarantine;
  readonly identity: Identity;
  /** Fetches a public text of a vendor's host. */
  readonly fetchText: FetchText;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The most bytes of a webhook's body. */
  readonly maxBodyBytes: number;
  /** Origin that providers call, where it is not the gateway's own. */
  readonly publicUrl?: string | undefined;
}

/**
 * The function behind `/v1/ingest/{source_id}`. What it answers decides whether a provider sends a
 * delivery again or drops it for ever, so a delivery that it could not log is never refused: it is
 * kept in quarantine and answered 200; only trouble of our own is a 503 (design, "Ingest answers").
 */
export function createIngest(dependencies: IngestDependencies) {
  const pages = new VendorPages(dependencies);
  return async (event: APIGatewayProxyEventV2): Promise<HttpAnswer> => {
    const request = httpRequest(event, dependencies.publicUrl);
    const sourceId = event.pathParameters?.source_id ?? '';
    const open = await dependencies.sources.find(sourceId);
    if (!open) throw new ApiProblem('unknown_source');
    const adapter = await dependencies.adapterFor(open.source.provider);
    if (!adapter) throw new LogError('invalid_settings', 'The source names an unknown provider.');

    const answer = adapter.handshake?.(request, open.credentials);
    if (answer) return answer;
    if (request.method !== 'POST') throw notPosted(request);
    if (request.body.length > dependencies.maxBodyBytes) throw new ApiProblem('body_too_large');
    const verified = await verify(request, adapter, open, { ...dependencies, pages });
    await confirm(request, adapter, pages);
    const verifiedAnswer = adapter.verifiedHandshake?.(request);
    if (verifiedAnswer) return verifiedAnswer;
    return accept(request, adapter, verified, event.requestContext.requestId, dependencies);
  };
}

function notPosted({ method }: HttpRequest): ApiProblem {
  const detail = `A webhook is sent with POST, not ${method}.`;
  return new ApiProblem('method_not_allowed', detail, { allow: 'POST' });
}

interface Verifying extends Pick<IngestDependencies, 'sources' | 'now'> {
  readonly pages: VendorPages;
}

/**
 * @throws ApiProblem `invalid_signature` when the request fits no secret, not even a fresh one
 * @throws LogError `provider_unavailable` when that cannot be told without a document of the vendor
 */
async function verify(
  request: HttpRequest,
  adapter: ProviderAdapter,
  open: OpenSource,
  verifying: Verifying,
): Promise<OpenSource> {
  if (await isVerified(request, adapter, open, verifying)) return open;
  const fresh = await verifying.sources.refresh(open.source.source_id);
  if (fresh && (await isVerified(request, adapter, fresh, verifying))) return fresh;
  throw new ApiProblem('invalid_signature');
}

async function isVerified(
  request: HttpRequest,
  adapter: ProviderAdapter,
  { credentials }: OpenSource,
  { pages, now }: Verifying,
): Promise<boolean> {
  const url = adapter.documentUrl?.(request, credentials) ?? null;
  if (url === null) return adapter.verify(request, credentials, now());
  const document = await pages.document(url);
  return adapter.verify(request, { ...credentials, document }, now());
}

/** @throws LogError `provider_unavailable`, so that the vendor asks for the confirmation again */
async function confirm(
  request: HttpRequest,
  adapter: ProviderAdapter,
  pages: VendorPages,
): Promise<void> {
  const url = adapter.confirmationUrl?.(request) ?? null;
  if (url !== null) await pages.visit(url);
}

async function accept(
  request: HttpRequest,
  adapter: ProviderAdapter,
  { source, credentials }: OpenSource,
  requestId: string,
  dependencies: IngestDependencies,
): Promise<HttpAnswer> {
  const receivedAt = dependencies.now();
  const delivery = rawDelivery(request, source, credentials.secrets, requestId, receivedAt);
  const context = {
    tenantId: source.tenant_id,
    sourceId: source.source_id,
    provider: source.provider,
    deliveryId: delivery.delivery_id,
    identity: dependencies.identity,
  };
  const verified = { request, adapter, source, context, receivedAt };
  const [report] = await Promise.all([
    logDelivery(verified, dependencies),
    archive(delivery, dependencies),
  ]);
  await quarantine(delivery, report, dependencies);
  logReport(delivery, report, dependencies.log);
  if (report.unavailable > 0) throw new LogError('store_unavailable');
  return adapter.emptyAnswer ? { status: statusOf(report) } : reportAnswer(report);
}

/** The archive is never in the way of the answer: its failure is logged and alarmed, no more. */
async function archive(
  delivery: RawDelivery,
  { archive: deliveries, log }: IngestDependencies,
): Promise<void> {
  try {
    await deliveries.archive(delivery);
  } catch (error) {
    log.error('archive_failed', { delivery_id: delivery.delivery_id, error: errorName(error) });
  }
}

/** @throws LogError `quarantine_unavailable`, so that the provider sends the delivery again */
async function quarantine(
  delivery: RawDelivery,
  { refused }: DeliveryReport,
  dependencies: IngestDependencies,
): Promise<void> {
  if (refused.length === 0) return;
  try {
    await dependencies.quarantine.quarantine(delivery, refused);
  } catch (cause) {
    throw new LogError('quarantine_unavailable', undefined, { cause });
  }
}

function logReport(delivery: RawDelivery, report: DeliveryReport, log: Log): void {
  const { refused, ...counts } = report;
  log.info('delivery', {
    delivery_id: delivery.delivery_id,
    tenant_id: delivery.tenant_id,
    source_id: delivery.source_id,
    provider: delivery.provider,
    ...counts,
    quarantined: refused.length,
    reasons: [...new Set(refused.map(({ code }) => code))].join(' ') || undefined,
  });
}

/** 202: what the store did not take waits in the retry queue. */
function statusOf({ queued }: DeliveryReport): number {
  return queued > 0 ? 202 : 200;
}

function reportAnswer(report: DeliveryReport): HttpAnswer {
  const { appended, duplicates, queued, skipped, refused } = report;
  return {
    status: statusOf(report),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ appended, duplicates, queued, quarantined: refused.length, skipped }),
  };
}
