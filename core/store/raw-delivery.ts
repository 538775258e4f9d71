import { createHash } from 'node:crypto';
import { encodeCrockford } from '../events/crockford.ts';
import { isoTime } from '../events/time.ts';
import type { HttpRequest } from '../runtime/http.ts';
import type { Source } from './source-store.ts';

/** A webhook as it came in: what the archive keeps, and the quarantine with reasons. */
export interface RawDelivery {
  /** `dlv_` and a ULID of the time of arrival; events name it as `origin.delivery_id`. */
  readonly delivery_id: string;
  readonly tenant_id: string;
  readonly source_id: string;
  readonly provider: string;
  /** UTC, ISO 8601, milliseconds. */
  readonly received_at: string;
  readonly method: string;
  readonly url: string;
  /** Without those that carry a credential; the same goes for the query of `url`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body_base64: string;
}

/** Why a part of a delivery could not be logged. */
export interface QuarantineReason {
  /** Position of the provider event within the delivery; absent when the whole could not be read. */
  readonly index?: number | undefined;
  readonly code: string;
  /** For operators: names fields, never what people wrote. */
  readonly message: string;
}

/** Port to the archive of every verified delivery (30 days by default). */
export interface DeliveryArchive {
  archive(delivery: RawDelivery): Promise<void>;
}

/**
 * Port to the quarantine: verified deliveries that could not be logged in full, kept until they are
 * redriven. The same body from the same source is kept once.
 */
export interface Quarantine {
  quarantine(delivery: RawDelivery, reasons: readonly QuarantineReason[]): Promise<void>;
}

/** Headers in which providers send a shared secret: they are checked, never kept. */
const CREDENTIAL_HEADERS = new Set([
  'authorization',
  'cookie',
  'x-api-key',
  'x-telegram-bot-api-secret-token',
]);

/**
 * Makes the record of a delivery.
 * @param secrets the source's secrets: whatever header or parameter holds one is not kept
 * @param requestId the gateway's id of the request: tells two deliveries of the same bytes apart
 * @param receivedAt milliseconds since 1970
 */
export function rawDelivery(
  request: HttpRequest,
  source: Source,
  secrets: readonly string[],
  requestId: string,
  receivedAt: number,
): RawDelivery {
  const isSecret = (text: string) => secrets.some((secret) => text.includes(secret));
  const headers = Object.entries(request.headers).filter(([name, value]) => {
    return !CREDENTIAL_HEADERS.has(name) && !isSecret(value);
  });
  return {
    delivery_id: deliveryId(requestId, receivedAt),
    tenant_id: source.tenant_id,
    source_id: source.source_id,
    provider: source.provider,
    received_at: isoTime(receivedAt),
    method: request.method,
    url: withoutParameters(request, isSecret),
    headers: Object.fromEntries(headers),
    body_base64: request.body.toString('base64'),
  };
}

/** The URL without the parameters whose values are secrets. */
function withoutParameters(
  { url, query }: HttpRequest,
  isSecret: (value: string) => boolean,
): string {
  const secret = Object.entries(query).filter(([, value]) => isSecret(value));
  if (secret.length === 0) return url;
  const cleaned = new URL(url);
  for (const [name] of secret) cleaned.searchParams.delete(name);
  return cleaned.href;
}

function deliveryId(requestId: string, receivedAt: number): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(receivedAt, 0, 6);
  createHash('sha256').update(requestId).digest().copy(bytes, 6, 0, 10);
  return `dlv_${encodeCrockford(bytes)}`;
}

/** Name under which a delivery is quarantined: the same for the same body from the same source. */
export function quarantineName({ source_id, body_base64 }: RawDelivery): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([source_id, body_base64]))
    .digest('hex');
  return `${source_id}/${digest.slice(0, 32)}`;
}
