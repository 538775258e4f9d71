import {
  completeEvent,
  type DraftContext,
  type EventDraft,
  type IdentifiedEvent,
} from '../../core/events/draft.ts';
import { ERROR_CODES, LogError } from '../../core/events/errors.ts';
import type { ProviderAdapter } from '../../core/providers/adapter.ts';
import { mapConcurrently } from '../../core/runtime/batches.ts';
import type { HttpRequest } from '../../core/runtime/http.ts';
import type { AppendOutcome, EventStore } from '../../core/store/event-store.ts';
import { type PreparedEvent, prepareEvent } from '../../core/store/item.ts';
import type { QuarantineReason } from '../../core/store/raw-delivery.ts';
import type { RetryQueue } from '../../core/store/retry-queue.ts';
import type { Source } from '../../core/store/source-store.ts';

/** Appends of one delivery under way at once: a WhatsApp delivery can hold 1,000 events. */
const CONCURRENT_APPENDS = 16;

/** A verified delivery with what its events are made of. */
export interface VerifiedDelivery {
  readonly request: HttpRequest;
  readonly adapter: ProviderAdapter;
  readonly source: Source;
  readonly context: DraftContext;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
}

/** What became of a delivery's provider events. */
export interface DeliveryReport {
  readonly appended: number;
  readonly duplicates: number;
  readonly skipped: number;
  /** Why provider events could not be logged. */
  readonly refused: readonly QuarantineReason[];
  /** Events that the store did not take, and that wait in the retry queue. */
  readonly queued: number;
  /** Events that not even the retry queue took: to be delivered again. */
  readonly unavailable: number;
}

/** An event of a delivery, with the position of the provider event that it comes from. */
interface DraftedEvent {
  readonly index: number;
  readonly draft: EventDraft;
}

type Outcome = AppendOutcome | 'queued' | 'unavailable' | QuarantineReason;

/** Where events go: the log, or the queue for when it is down. */
export interface DeliverySinks {
  readonly store: EventStore;
  readonly retries: RetryQueue;
}

/**
 * Turns a verified delivery into log events and appends them, each on its own: an event that
 * cannot be read, completed or stored is reported with its position and harms no other. Rejects
 * never.
 */
export async function logDelivery(
  delivery: VerifiedDelivery,
  sinks: DeliverySinks,
): Promise<DeliveryReport> {
  const { drafted, refused } = draftEvents(delivery);
  const wanted = drafted.filter(({ draft }) => delivery.source.store_typing || !isTyping(draft));
  const outcomes = await mapConcurrently(wanted, CONCURRENT_APPENDS, (event) => {
    return append(event, delivery, sinks);
  });
  const count = (outcome: Outcome) => outcomes.filter((each) => each === outcome).length;
  return {
    appended: count('appended'),
    duplicates: count('duplicate'),
    skipped: drafted.length - wanted.length,
    refused: [...refused, ...outcomes.filter((outcome) => typeof outcome === 'object')],
    queued: count('queued'),
    unavailable: count('unavailable'),
  };
}

function isTyping({ type }: EventDraft): boolean {
  return type === 'TypingStarted' || type === 'TypingStopped';
}

function draftEvents({ request, adapter, source }: VerifiedDelivery) {
  const drafted: DraftedEvent[] = [];
  const refused: QuarantineReason[] = [];
  let events: readonly unknown[] = [];
  try {
    events = adapter.read(request, source.options);
  } catch (error) {
    refused.push(reasonOf(error));
  }
  for (const [index, event] of events.entries()) {
    try {
      for (const draft of adapter.normalize(event, source.options)) drafted.push({ index, draft });
    } catch (error) {
      refused.push(reasonOf(error, index));
    }
  }
  return { drafted, refused };
}

async function append(
  { index, draft }: DraftedEvent,
  delivery: VerifiedDelivery,
  { store, retries }: DeliverySinks,
): Promise<Outcome> {
  try {
    const event = await identified(draft, delivery, store);
    const outcome = await store.append(prepareEvent(event, delivery.adapter.lifecycle));
    return outcome === 'conflict' ? reasonOf(new LogError('id_conflict'), index) : outcome;
  } catch (error) {
    const unavailable = error instanceof LogError && error.code === 'store_unavailable';
    return unavailable ? enqueue({ index, draft }, delivery, retries) : reasonOf(error, index);
  }
}

async function identified(
  draft: EventDraft,
  { context, receivedAt }: VerifiedDelivery,
  store: EventStore,
): Promise<IdentifiedEvent> {
  const { tenantId, provider } = context;
  const occurredAt =
    draft.occurredAt ?? (await store.firstArrival(tenantId, provider, draft.fact.key, receivedAt));
  return completeEvent(draft, occurredAt, context);
}

/** Keeps an event that the store did not take, with what settles the time of one that has none. */
async function enqueue(
  { index, draft }: DraftedEvent,
  { adapter, context, receivedAt }: VerifiedDelivery,
  retries: RetryQueue,
): Promise<Outcome> {
  const marker = {
    provider: context.provider,
    fact_key: draft.fact.key,
    arrived_at: receivedAt,
  };
  let event: PreparedEvent;
  try {
    const completed = completeEvent(draft, draft.occurredAt ?? receivedAt, context);
    event = prepareEvent(completed, adapter.lifecycle);
  } catch (error) {
    return reasonOf(error, index);
  }
  try {
    await retries.add({ sink: 'table', event, ...(draft.occurredAt === null && { marker }) });
    return 'queued';
  } catch {
    return 'unavailable';
  }
}

/** Only our own errors' messages are kept: others may quote what people wrote. */
function reasonOf(error: unknown, index?: number): QuarantineReason {
  const known = error instanceof LogError;
  const code = known ? error.code : 'adapter_failed';
  return { index, code, message: known ? error.message : ERROR_CODES.adapter_failed };
}
