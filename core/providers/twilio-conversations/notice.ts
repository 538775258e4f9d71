import { createHash } from 'node:crypto';
import * as z from 'zod';
import { canonicalJson } from '../../events/canonical-json.ts';
import { LogError } from '../../events/errors.ts';
import { timeFromIso } from '../../events/time.ts';
import type { SourceOptions } from '../adapter.ts';
import { readEvent } from '../json-body.ts';
import { jsonObject } from '../json-value.ts';
import { CLOUD_EVENTS, RESOURCES } from './kinds.ts';
import { flattened, type Parameters, parameters, pascalCase } from './parameters.ts';

const providerEvent = z.object({
  told: z.enum(['webhook', 'cloud_event', 'messages', 'participants', 'conversations']),
  whole: jsonObject,
  token: z.string().optional(),
});

/** A webhook of another product of Twilio's has no trigger. */
const webhook = z.object({ EventType: z.string().catch('unknown') });

const cloudEvent = z.object({
  type: z.string(),
  id: z.string(),
  time: z.string().optional().catch(undefined),
  data: jsonObject.optional().catch(undefined),
});

const prefixes = z.array(z.string().min(1)).optional();

/** Options of a source. */
export const options = z.strictObject({ customer_identities: prefixes, bot_identities: prefixes });

/** What happened, in the form of a webhook, however it was told. */
export interface Notice {
  /** The trigger: `onMessageAdded`, ... */
  readonly kind: string;
  readonly parameters: Parameters;
  /** All parameters, those that we do not know too. */
  readonly texts: Readonly<Record<string, unknown>>;
  /** The provider's own name of the event, and its id where it has one. */
  readonly eventType: string;
  readonly eventId: string | undefined;
  /** When Event Streams made the event: RFC 3339. */
  readonly time?: string | undefined;
  /** What the operator says of identities: how those of customers and bots begin. */
  readonly roles: z.infer<typeof options>;
  /** As it came. */
  readonly whole: Readonly<Record<string, unknown>>;
}

/**
 * Brings an event of a webhook, of Event Streams or of the REST API into one form.
 * @throws LogError `unreadable_event`
 */
export function noticeOf(event: unknown, sourceOptions: SourceOptions): Notice {
  const read = readEvent(event, providerEvent);
  const names = namesOf(read);
  return {
    ...names,
    parameters: readEvent(names.texts, parameters),
    roles: readEvent(sourceOptions, options),
    whole: read.whole,
  };
}

function namesOf({ told, whole, token }: z.infer<typeof providerEvent>) {
  if (told === 'webhook') {
    const { EventType: kind } = readEvent(whole, webhook);
    return { kind, eventType: kind, eventId: token, texts: flattened(whole) };
  }
  if (told === 'cloud_event') {
    const { type, id, data, time } = readEvent(whole, cloudEvent);
    const texts = flattened(data ?? {});
    return { kind: CLOUD_EVENTS.get(type) ?? type, eventType: type, eventId: id, time, texts };
  }
  // A member of a list of the REST API has the names that webhooks have, in snake case.
  const { kind, sid } = RESOURCES[told];
  const texts = flattened(whole, (name) => (name === 'sid' ? sid : pascalCase(name)));
  return { kind, eventType: told, eventId: undefined, texts };
}

/**
 * A parameter that this kind of event always has.
 * @throws LogError `unreadable_event` without it
 */
export function needed(
  { parameters: given }: Notice,
  name: 'ConversationSid' | 'MessageSid' | 'ParticipantSid' | 'UserSid' | 'Status',
): string {
  const value = given[name];
  if (value !== undefined) return value;
  throw new LogError('unreadable_event', `Unexpected shape at: ${name}`);
}

/**
 * When the thing was made, to the second: the REST API tells no more, and what it tells is the same
 * event. The whole text is metadata.
 */
export function createdAt({ parameters: given }: Notice): number | null {
  const at = timeOf(given.DateCreated);
  return at === null ? null : at - (at % 1000);
}

/** The first of some times that is there; `null` where none is. */
export function timeOf(...texts: readonly (string | undefined)[]): number | null {
  const text = texts.find((each) => each !== undefined);
  return text === undefined ? null : timeFromIso(text);
}

/** What names a change: when it was made, or else the event that told of it. */
export function changeName(notice: Notice): string {
  const at = timeOf(notice.parameters.DateUpdated);
  return at === null ? nameOf(notice) : String(at);
}

/** What names an event about no thing with an id: its own id, or else its content. */
export function nameOf({ eventId, whole }: Notice): string {
  if (eventId !== undefined) return eventId;
  const content = canonicalJson({ ...whole, RetryCount: undefined });
  return createHash('sha256').update(content).digest('hex');
}
