import type { EventDraft } from '../../events/draft.ts';
import { jsonValue } from '../../events/json.ts';
import { readEvent } from '../json-body.ts';
import { metadataOf, texts } from '../metadata-texts.ts';
import { partContent } from './content.ts';
import { timeOf } from './notification.ts';
import { kindOf } from './part-kinds.ts';
import { type ConversationItem, type Part, part } from './payload.ts';
import { businessOf, customersOf, personOf } from './people.ts';
import { type Place, partFact } from './place.ts';
import { stepEvent } from './steps.ts';

type Shared = Pick<
  EventDraft,
  'occurredAt' | 'thread' | 'origin' | 'channel' | 'ticket_id' | 'actor' | 'metadata'
>;

/**
 * The log events of a conversation part (or ticket part). They depend on the part and its
 * conversation alone, never on the topic that brought it, so a notification, a redelivery and the
 * history (`GET /conversations/{id}`) give the same facts.
 * @param raw the part as it came
 * @param after the conversation right after this part, where that is known
 * @throws LogError `unreadable_event`, `invalid_time`
 */
export function partEvents(
  place: Place,
  raw: unknown,
  after?: ConversationItem,
): readonly EventDraft[] {
  const read = readEvent(raw, part);
  const { steps, body } = kindOf(read.part_type);
  const shared = sharedOf(place, read);
  const told = {
    fact: partFact(place, read.id),
    occurredAt: shared.occurredAt,
    actor: shared.actor,
    reason: read.part_type,
    assignedTo: read.assigned_to,
    metadata: changeMetadata(read, after),
  };
  const events = steps.map((step) => stepEvent(place, step, told));
  if (body === 'note') events.push(noteEvent(place, read, shared));
  if (body === 'message' || body === 'reply') {
    events.push(...messageEvents(place, read, raw, shared, body === 'message'));
  }
  if (events.length === 0) events.push(unknownEvent(place, read, raw, shared));
  if (read.redacted) events.push(deletionEvent(place, read));
  return events;
}

/** A part was redacted: its text is gone at Intercom too. The time is that of its last change. */
export function deletionEvent(place: Place, read: Part): EventDraft {
  return {
    ...place.shared,
    fact: { ...partFact(place, read.id), part: 'deleted', rank: 'changed' },
    type: 'MessageDeleted',
    occurredAt: timeOf(read.updated_at ?? read.created_at),
    actor: businessOf(place.account),
    message: { id: read.id },
  };
}

function sharedOf(place: Place, read: Part): Shared {
  return {
    ...place.shared,
    occurredAt: timeOf(read.created_at),
    actor: personOf(place, read.author),
    metadata: metadataOf(
      texts({ part_type: read.part_type, author_email: read.author?.email }),
      emailMetadata(read),
    ),
  };
}

function messageEvents(
  place: Place,
  read: Part,
  raw: unknown,
  shared: Shared,
  always: boolean,
): readonly EventDraft[] {
  const content = partContent(read);
  if (!content && !always) return [];
  const received = shared.actor.role === 'customer';
  const fact = partFact(place, read.id);
  const message: EventDraft = {
    ...shared,
    fact: { ...fact, part: 'message', rank: received ? 'received' : 'sent' },
    type: received ? 'MessageReceived' : 'MessageSent',
    recipients: received ? [businessOf(place.account)] : customersOf(place),
    message: {
      id: read.id,
      content: content ?? { type: 'unsupported', provider_type: read.part_type },
    },
    // What the log has no content for is kept as it came.
    payload: content ? undefined : readEvent(raw, jsonValue),
  };
  const chosen = read.metadata?.quick_reply_option_uuid;
  if (!chosen) return [message];
  const postback: EventDraft = {
    ...shared,
    fact: { ...fact, part: 'postback', rank: 'pressed' },
    type: 'PostbackReceived',
    message: { id: read.id },
    postback: { payload: chosen },
  };
  return [message, postback];
}

function noteEvent(place: Place, read: Part, shared: Shared): EventDraft {
  const content = read.attachments?.length ? partContent(read) : null;
  return {
    ...shared,
    fact: { ...partFact(place, read.id), part: 'note', rank: 'noted' },
    type: 'NoteAdded',
    note: { text: read.body ?? '', format: 'html' },
    message: { id: read.id, content: content ?? undefined },
  };
}

/** The fact is that of a `ConversationUpdated`: a type that we learn later keeps the id. */
function unknownEvent(place: Place, read: Part, raw: unknown, shared: Shared): EventDraft {
  return {
    ...shared,
    fact: { ...partFact(place, read.id), part: 'event', rank: 'changed' },
    type: 'ProviderEvent',
    payload: readEvent(raw, jsonValue),
  };
}

function changeMetadata(read: Part, after: ConversationItem | undefined): Record<string, string> {
  const change = read.updated_attribute_data ?? read.event_details;
  const snoozed = read.part_type === 'snoozed';
  const priority = read.part_type.startsWith('priority_changed');
  return texts({
    attribute: change?.attribute?.label ?? change?.attribute?.name,
    attribute_value: change?.value?.label ?? change?.value?.name,
    attribute_previous_value: change?.value?.previous,
    ticket_state: read.ticket_state,
    previous_ticket_state: read.previous_ticket_state,
    snoozed_until: snoozed ? after?.snoozed_until : undefined,
    priority: priority ? after?.priority : undefined,
  });
}

function emailMetadata({ email_message_metadata: email }: Part): Record<string, string> {
  if (!email) return {};
  const addresses: Record<string, string> = {};
  for (const { type, email_address: address } of email.email_address_headers ?? []) {
    if (!type || !address) continue;
    const name = `email_${type}`;
    addresses[name] = name in addresses ? `${addresses[name]}, ${address}` : address;
  }
  return { ...addresses, ...texts({ subject: email.subject, email_message_id: email.message_id }) };
}
