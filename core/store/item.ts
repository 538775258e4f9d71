import { Buffer } from 'node:buffer';
import * as z from 'zod';
import { canonicalJson } from '../events/canonical-json.ts';
import type { IdentifiedEvent } from '../events/draft.ts';
import { LogError } from '../events/errors.ts';
import { SCHEMA_VERSION, type UnrecordedEvent } from '../events/event.ts';
import { arrivalKey, timeOfId } from '../events/event-id.ts';
import { isoTime } from '../events/time.ts';
import { conversationPartition, partsOfPartition, type ShardPlan, shardKey } from './keys.ts';

/** The largest event that is stored: below DynamoDB's 400 KB item and EventBridge's old 256 KB entry. */
export const MAX_EVENT_BYTES = 240 * 1024;

/**
 * An event as the table holds it: keys, the head as attributes, small attributes to filter by, and
 * everything else as one JSON text that is never parsed on the way out. This file alone knows this
 * form; stored items of version 1 stay readable for ever (test/fixtures/stored-events).
 */
export interface EventItem {
  readonly pk: string;
  readonly sk: string;
  readonly shard: string;
  readonly arrival: string;
  readonly type: string;
  readonly revision: number;
  readonly recorded_at: string;
  /** Fingerprint of the fact: tells a duplicate from an id conflict. */
  readonly fact: string;
  readonly body: string;
  /**
   * The event's `payload` as JSON text, where it has one: apart from the body, since the lake holds it
   * as a text. (Items of the first releases have it in the body.)
   */
  readonly payload?: string;
  readonly channel: string;
  readonly provider: string;
  readonly source_id: string;
  readonly actor_role: string;
  readonly content_type?: string;
  /** The ids of everyone in the event, separated by blanks: for `contains`. */
  readonly people: string;
  /**
   * `derived` where the provider has no conversations that open and close, so that the log concludes
   * that from the messages. (Items of the first releases do not say; nothing is derived from them.)
   */
  readonly lifecycle?: Lifecycle;
}

/** See `lifecycle` of an adapter. */
export type Lifecycle = 'derived';

const lifecycle = z.literal('derived').optional();

type Placement = 'shard' | 'arrival' | 'recorded_at';

/** An event ready for the table but for what each write attempt adds. */
export type PreparedEvent = Omit<EventItem, Placement>;

/** A prepared event as it comes back from a queue. */
export const preparedEvent: z.ZodType<PreparedEvent> = z.object({
  pk: z.string(),
  sk: z.string(),
  type: z.string(),
  revision: z.number(),
  fact: z.string(),
  body: z.string(),
  payload: z.string().optional(),
  channel: z.string(),
  provider: z.string(),
  source_id: z.string(),
  actor_role: z.string(),
  content_type: z.string().optional(),
  people: z.string(),
  lifecycle,
});

/**
 * Makes the stored form of an event, its body as canonical JSON, once.
 * @param lifecycle whether its conversation's opening and closing are derived
 * @throws LogError `event_too_large` above {@link MAX_EVENT_BYTES}
 */
export function prepareEvent(
  { event, fingerprint }: IdentifiedEvent,
  lifecycle?: Lifecycle,
): PreparedEvent {
  const {
    id,
    type,
    schema_version: _version,
    revision,
    tenant_id,
    conversation_id,
    occurred_at: _time,
    payload,
    ...rest
  } = event;
  const body = canonicalJson(rest);
  const payloadText = payload === undefined ? undefined : canonicalJson(payload);
  const bytes = Buffer.byteLength(body) + Buffer.byteLength(payloadText ?? '');
  if (bytes > MAX_EVENT_BYTES) throw new LogError('event_too_large');
  const contentType = event.message?.content?.type;
  return {
    pk: conversationPartition(tenant_id, conversation_id),
    sk: id,
    type,
    revision,
    fact: fingerprint,
    body,
    channel: event.channel.type,
    provider: event.origin.provider,
    source_id: event.origin.source_id,
    actor_role: event.actor.role,
    people: peopleIn(event),
    ...(payloadText !== undefined && { payload: payloadText }),
    ...(contentType && { content_type: contentType }),
    ...(lifecycle && { lifecycle }),
  };
}

function peopleIn(event: UnrecordedEvent): string {
  const people = [event.actor, event.participant, ...(event.recipients ?? [])];
  return [...new Set(people.flatMap((person) => (person ? [person.id] : [])))].join(' ');
}

/** The item of one write attempt, made at `now` (milliseconds since 1970). */
export function placeEvent(event: PreparedEvent, shards: ShardPlan, now: number): EventItem {
  const [tenantId] = partsOfPartition(event.pk);
  return {
    ...event,
    shard: shardKey(tenantId, shards.forWrite(event.sk)),
    arrival: arrivalKey(event.sk, now),
    recorded_at: isoTime(now),
  };
}

/** The attributes from which {@link eventJson} makes an event. */
export const storedEvent = z.object({
  pk: z.string(),
  sk: z.string(),
  type: z.string(),
  revision: z.number(),
  recorded_at: z.string(),
  body: z.string(),
  payload: z.string().optional(),
  lifecycle,
});

export type StoredEvent = z.infer<typeof storedEvent>;

/** The same with its place in the order of arrival. */
export const arrivedEvent = storedEvent.extend({ shard: z.string(), arrival: z.string() });

export type ArrivedEvent = z.infer<typeof arrivedEvent>;

/** The event as JSON text: the head from attributes, joined with the stored body unparsed. */
export function eventJson(item: StoredEvent): string {
  return joined(item, item.payload);
}

/** About the bytes of that text, without making it: a head is some three hundred. */
export function eventBytes({ body, payload = '' }: StoredEvent): number {
  return 300 + Buffer.byteLength(body) + Buffer.byteLength(payload);
}

/** The event as the lake takes it: one line of JSON, its `payload` as a text. */
export function lakeJson(item: StoredEvent): string {
  return joined(item, item.payload && JSON.stringify(item.payload));
}

function joined(item: StoredEvent, payload: string | undefined): string {
  const [tenantId, conversationId] = partsOfPartition(item.pk);
  const head =
    `{"id":"${item.sk}","type":"${item.type}","schema_version":${SCHEMA_VERSION}` +
    `,"revision":${item.revision},"tenant_id":"${tenantId}","conversation_id":"${conversationId}"` +
    `,"occurred_at":"${occurredAt(item)}","recorded_at":"${item.recorded_at}",`;
  const middle = payload === undefined ? '' : `"payload":${payload},`;
  return head + middle + item.body.slice(1);
}

/** An event as the bus takes it: its id, detail-type, JSON text and time. */
export function busEntryOf(item: StoredEvent) {
  return { id: item.sk, detailType: item.type, detail: eventJson(item), time: occurredAt(item) };
}

/** When the event of an item happened: UTC, ISO 8601, milliseconds. */
export function occurredAt(item: Pick<StoredEvent, 'sk'>): string {
  return isoTime(timeOfId(item.sk));
}

/** Whether a sort key is an event's: summaries (`!`) and other items are not. */
export function isEventKey(sortKey: string): boolean {
  return /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(sortKey);
}
