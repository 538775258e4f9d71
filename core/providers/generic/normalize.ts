import * as z from 'zod';
import { CHANNEL_TYPES, STATUSES } from '../../events/blocks.ts';
import { type Block, type EventType, requiredBlocks } from '../../events/catalogue.ts';
import type { DraftChange, EventDraft } from '../../events/draft.ts';
import { LogError } from '../../events/errors.ts';
import { timeFromIso, timeFromMilliseconds, timeFromSeconds } from '../../events/time.ts';
import type { SourceOptions } from '../adapter.ts';
import { contentKey } from '../content-key.ts';
import { EVENT_KINDS, isEventType } from '../event-kinds.ts';
import { readEvent } from '../json-body.ts';
import { isJsonObject, jsonOf } from '../json-value.ts';
import { texts } from '../texts.ts';
import { BLOCKS, blockOf } from './blocks.ts';
import type { Mapping } from './mapping.ts';
import { messageOf } from './message.ts';
import { compiledOptions } from './options.ts';
import { isPath, type Path, type Placed, valuesAt } from './path.ts';
import { peopleOf, personKey, personOf, sidesOf, someoneOf } from './people.ts';
import { oneOf, type TimeRule, textOf, textsAt, textsOf, writtenAt } from './rule.ts';

const placedEvent = z.object({ event: z.unknown(), body: z.unknown() });

/** What the mapping found of an event, whatever its type. */
interface Found {
  readonly placed: Placed;
  readonly mapping: Mapping;
  readonly id: string;
  readonly account: string | undefined;
  readonly conversation: string | undefined;
}

/**
 * The log event of one event of the sender: of the type that the mapping leads to, or a
 * ProviderEvent where it leads to none, or not to all that the type requires.
 */
export function normalize(given: unknown, options: SourceOptions): readonly EventDraft[] {
  const { mapping } = compiledOptions(options);
  const found = foundIn(readEvent(given, placedEvent), mapping);
  const type = textOf(found.placed, mapping.type);
  if (type === undefined || !isEventType(type)) return [providerEvent(found, 'type')];
  if (type === 'ProviderEvent') return [providerEvent(found)];
  const draft = draftOf(found, type);
  const missing = requiredBlocks(type).filter((block) => !hasBlock(draft, block));
  return [missing.length === 0 ? draft : providerEvent(found, missing.join(', '))];
}

function foundIn(placed: Placed, mapping: Mapping): Found {
  const parts = (mapping.id ?? []).map((rule) => textOf(placed, rule));
  const named = parts.length > 0 && parts.every((part) => part !== undefined);
  return {
    placed,
    mapping,
    id: named ? parts.join(':') : contentKey(placed.event),
    account: textOf(placed, mapping.account),
    conversation: textOf(placed, mapping.conversation),
  };
}

function hasBlock(draft: EventDraft, block: Block): boolean {
  return block === 'content' ? draft.message?.content !== undefined : draft[block] !== undefined;
}

/** Nothing is dropped: what the mapping does not lead to is kept whole, and says what it lacks. */
function providerEvent(found: Found, unmapped?: string): EventDraft {
  const shared = sharedOf(found, 'ProviderEvent');
  return {
    ...shared,
    type: 'ProviderEvent',
    metadata: unmapped === undefined ? shared.metadata : { ...shared.metadata, unmapped },
    payload: jsonOf(found.placed.event),
  };
}

function draftOf(found: Found, type: EventType): EventDraft {
  const { placed, mapping, account, conversation, id } = found;
  const shared = sharedOf(found, type);
  const [, otherSide] = sidesOf(type);
  const needs = (block: Block) => requiredBlocks(type).includes(block);
  const named = peopleOf(placed, mapping.recipients, account, otherSide);
  const others = needs('recipients') ? [someoneOf(otherSide, account, conversation)] : undefined;
  const aboutMessage = textOf(placed, mapping.message?.id) !== undefined;
  return {
    ...shared,
    type,
    participant: needs('participant')
      ? (personOf(placed, mapping.participant, account, shared.actor.role) ?? shared.actor)
      : undefined,
    recipients: named.length > 0 ? named : others,
    message: needs('message') || aboutMessage ? messageOf(placed, mapping.message, id) : undefined,
    change: changeOf(found, type),
    reaction: blockOf(BLOCKS.reaction, placed, mapping.reaction),
    postback: blockOf(BLOCKS.postback, placed, mapping.postback),
    referral: blockOf(BLOCKS.referral, placed, mapping.referral),
    rating: blockOf(BLOCKS.rating, placed, mapping.rating),
    annotation: blockOf(BLOCKS.annotation, placed, mapping.annotation),
    note: blockOf(BLOCKS.note, placed, mapping.note),
    error: blockOf(BLOCKS.error, placed, mapping.error),
    ticket_id: textOf(placed, mapping.ticket_id),
  };
}

function sharedOf({ placed, mapping, id, account, conversation }: Found, type: EventType) {
  const [side] = sidesOf(type);
  return {
    fact: {
      key: JSON.stringify([account ?? '', id]),
      part: 'event',
      rank: EVENT_KINDS[type].rank,
    },
    occurredAt: mapping.occurred_at ? timeOf(placed, mapping.occurred_at) : null,
    thread: threadOf(conversation, account),
    origin: {
      event_type: writtenAt(placed, mapping.type) ?? 'unknown',
      event_id: id,
      account_id: account,
      conversation_id: conversation,
    },
    channel: channelOf(placed, mapping),
    actor: personOf(placed, mapping.actor, account, side) ?? someoneOf(side, account, conversation),
    metadata: mapOf(placed, mapping.metadata),
  } satisfies Partial<EventDraft>;
}

function threadOf(conversation: string | undefined, account: string | undefined) {
  if (conversation === undefined) return null;
  return account === undefined ? { key: conversation } : { key: conversation, account };
}

/** @throws LogError `invalid_time`, or `unreadable_event` for what is no text or number */
function timeOf(placed: Placed, { path, unit }: TimeRule): number | null {
  const [value] = valuesAt(placed, path);
  if (value === undefined || value === null) return null;
  if (unit === 'iso' && typeof value === 'string') return timeFromIso(value);
  if (unit !== 'iso' && (typeof value === 'string' || typeof value === 'number')) {
    return unit === 'seconds' ? timeFromSeconds(value) : timeFromMilliseconds(value);
  }
  throw new LogError('unreadable_event', `occurred_at is not of the unit ${unit}.`);
}

/** The texts of a map; members that are no plain values are left out. */
function mapOf(placed: Placed, given: Mapping['metadata']) {
  if (!given) return undefined;
  if (!isPath(given)) return textsOf(placed, given);
  const [found] = valuesAt(placed, given);
  return isJsonObject(found) ? texts(found) : undefined;
}

/** A channel that the log does not know is kept by its name. */
function channelOf(placed: Placed, mapping: Mapping): EventDraft['channel'] {
  const named = textOf(placed, mapping.channel);
  const type = oneOf(CHANNEL_TYPES, named);
  const metadata = mapOf(placed, mapping.channel_metadata) ?? {};
  if (type || named === undefined) return { type: type ?? 'other', metadata };
  return { type: 'other', metadata: { channel: named, ...metadata } };
}

/** A change that says something, or that the type requires. */
function changeOf({ placed, mapping, account }: Found, type: EventType): DraftChange | undefined {
  const rules = mapping.change;
  const given = rules && textsOf(placed, rules.texts);
  const tags_added = tagsAt(placed, rules?.tags_added);
  const tags_removed = tagsAt(placed, rules?.tags_removed);
  const required = requiredBlocks(type).includes('change');
  if (!given && !tags_added && !tags_removed && !required) return undefined;
  const { status, previous_status, assignee, previous_assignee, team_id, reason } = given ?? {};
  const found: DraftChange = {
    status: oneOf(STATUSES, status),
    previous_status: oneOf(STATUSES, previous_status),
    assignee: assignee && personKey(account, assignee),
    previous_assignee: previous_assignee && personKey(account, previous_assignee),
    team_id,
    reason,
    tags_added,
    tags_removed,
  };
  const says = Object.values(found).some((value) => value !== undefined);
  if (!says && !required) return undefined;
  return { ...found, status: found.status ?? EVENT_KINDS[type].status };
}

function tagsAt(placed: Placed, path: Path | undefined): string[] | undefined {
  const tags = path ? textsAt(placed, path) : [];
  return tags.length > 0 ? [...tags] : undefined;
}
