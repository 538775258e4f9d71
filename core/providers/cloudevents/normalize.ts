import * as z from 'zod';
import { type Block, type EventType, requiredBlocks } from '../../events/catalogue.ts';
import type { DraftParticipant, EventDraft } from '../../events/draft.ts';
import { LogError } from '../../events/errors.ts';
import { timeFromIso } from '../../events/time.ts';
import { EVENT_KINDS, eventTypeIn } from '../event-kinds.ts';
import { readEvent } from '../json-body.ts';
import { jsonOf } from '../json-value.ts';
import { isPlain } from '../texts.ts';
import { type CloudEvent, cloudEvent, type EventData, eventData, type Person } from './payload.ts';

/** Attributes that have a place of their own; all others are extensions. */
const ATTRIBUTES = new Set(Object.keys(cloudEvent.shape));

/** Other members are no attributes (CloudEvents specification, "Naming conventions"). */
const ATTRIBUTE_NAME = /^[a-z0-9]+$/;

const knownData = z.object({ data: eventData });

/**
 * The log event of one CloudEvent. A type that names one of the log's own brings its data in the
 * log's vocabulary; any other becomes a ProviderEvent with the whole event.
 */
export function normalize(event: unknown): readonly EventDraft[] {
  const read = readEvent(event, cloudEvent);
  const type = eventTypeIn(read.type);
  if (type === null || type === 'ProviderEvent') return [providerEvent(read, event)];
  const draft = knownEvent(read, type, readEvent({ data: dataOf(read) }, knownData).data);
  checkBlocks(draft);
  return [draft];
}

/**
 * What an event of a known type says: `data_base64` is JSON in other clothes, and without either
 * its type and subject say all.
 */
function dataOf({ data, data_base64 }: CloudEvent): unknown {
  if (data != null || data_base64 === undefined) return data ?? {};
  try {
    return JSON.parse(Buffer.from(data_base64, 'base64').toString('utf8'));
  } catch {
    throw new LogError('unreadable_event', 'The data in data_base64 is not JSON.');
  }
}

/** @throws LogError `unreadable_event` naming what the type requires and the data leaves out */
function checkBlocks(draft: EventDraft): void {
  const missing = requiredBlocks(draft.type)
    .filter((block) => !hasBlock(draft, block))
    .map((block) => (block === 'content' ? 'data.message.content' : `data.${block}`));
  if (missing.length === 0) return;
  throw new LogError('unreadable_event', `${draft.type} needs: ${missing.join(', ')}`);
}

function hasBlock(draft: EventDraft, block: Block): boolean {
  return block === 'content' ? draft.message?.content !== undefined : draft[block] !== undefined;
}

function providerEvent(read: CloudEvent, event: unknown): EventDraft {
  return {
    ...sharedOf(read, 'ProviderEvent', read.subject),
    type: 'ProviderEvent',
    channel: { type: 'other', metadata: {} },
    actor: businessOf(read),
    metadata: extensionsOf(read),
    payload: jsonOf(event),
  };
}

function knownEvent(read: CloudEvent, type: EventType, data: EventData): EventDraft {
  const conversationId = data.conversation_id ?? read.subject;
  const { channel, reaction, postback, referral, rating, annotation, note, error, ticket_id } =
    data;
  const required = (block: Block) => requiredBlocks(type).includes(block);
  const actor = data.actor
    ? participantOf(read, data.actor)
    : defaultActor(read, type, conversationId);
  const joined = data.participant ? participantOf(read, data.participant) : actor;
  const extensions = extensionsOf(read);
  const others = data.recipients?.map((person) => participantOf(read, person));
  return {
    ...sharedOf(read, type, conversationId),
    type,
    channel: channel ?? { type: 'other', metadata: {} },
    actor,
    participant: data.participant || required('participant') ? joined : undefined,
    recipients: required('recipients')
      ? (others ?? [otherSide(read, type, conversationId)])
      : others,
    message: data.message || required('message') ? messageOf(read, data) : undefined,
    change: data.change || required('change') ? changeOf(read, type, data) : undefined,
    merge: data.merge && mergeOf(read, data.merge),
    metadata: extensions || data.metadata ? { ...extensions, ...data.metadata } : undefined,
    ...{ reaction, postback, referral, rating, annotation, note, error, ticket_id },
  };
}

function sharedOf(read: CloudEvent, type: EventType, conversationId: string | undefined) {
  const { id, source, time } = read;
  return {
    // Source and id name an event of CloudEvents (specification §3.1.1).
    fact: { key: JSON.stringify([source, id]), part: 'event', rank: EVENT_KINDS[type].rank },
    occurredAt: time === undefined ? null : timeFromIso(time),
    thread: conversationId === undefined ? null : { key: conversationId, account: source },
    origin: {
      event_type: read.type,
      event_id: id,
      account_id: source,
      conversation_id: conversationId,
    },
  };
}

function participantOf({ source }: CloudEvent, { id, ...person }: Person): DraftParticipant {
  return { ...person, key: personKey(source, id), provider_id: id };
}

function personKey(source: string, id: string): string {
  return JSON.stringify([source, id]);
}

function businessOf({ source }: CloudEvent): DraftParticipant {
  return { role: 'system', key: personKey(source, '') };
}

/** The customer of a conversation, where the sender does not name them. */
function customerOf({ source }: CloudEvent, conversationId: string | undefined): DraftParticipant {
  return { role: 'customer', key: personKey(source, `customer of ${conversationId ?? ''}`) };
}

function defaultActor(read: CloudEvent, type: EventType, conversationId: string | undefined) {
  const { by } = EVENT_KINDS[type];
  return by === 'customer' ? customerOf(read, conversationId) : businessOf(read);
}

function otherSide(read: CloudEvent, type: EventType, conversationId: string | undefined) {
  const { by } = EVENT_KINDS[type];
  return by === 'customer' ? businessOf(read) : customerOf(read, conversationId);
}

function messageOf({ id }: CloudEvent, { message }: EventData) {
  return { ...message, id: message?.id ?? id };
}

function changeOf({ source }: CloudEvent, type: EventType, { change = {} }: EventData) {
  const { assignee_id, previous_assignee_id, ...rest } = change;
  return {
    ...rest,
    status: rest.status ?? EVENT_KINDS[type].status,
    assignee: assignee_id && personKey(source, assignee_id),
    previous_assignee: previous_assignee_id && personKey(source, previous_assignee_id),
  };
}

function mergeOf(
  { source }: CloudEvent,
  { of, from_id, into_id }: NonNullable<EventData['merge']>,
) {
  if (of === 'customer') {
    const key = (id: string) => personKey(source, id);
    return { participants: { from: key(from_id), into: key(into_id) } };
  }
  const thread = (key: string) => ({ key, account: source });
  return { conversations: { from: thread(from_id), into: thread(into_id) } };
}

/** Extension attributes, as texts. */
function extensionsOf(read: CloudEvent): Record<string, string> | undefined {
  let kept: Record<string, string> | undefined;
  for (const name in read) {
    if (ATTRIBUTES.has(name) || !ATTRIBUTE_NAME.test(name)) continue;
    const value = read[name];
    if (!isPlain(value)) continue;
    kept ??= {};
    kept[name] = String(value);
  }
  return kept;
}
