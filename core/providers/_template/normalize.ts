import type { EventDraft } from '../../events/draft.ts';
import { timeFromSeconds } from '../../events/time.ts';
import { readEvent } from '../json-body.ts';
import { jsonOf } from '../json-value.ts';
import { envelope, messageEvent } from './payload.ts';

const business = { role: 'system', key: 'business' } as const;

/** The log events of one provider event: at least one. */
export function normalize(event: unknown): readonly EventDraft[] {
  const { type } = readEvent(event, envelope);
  return [type === 'message' ? received(event) : unknownEvent(event)];
}

function received(event: unknown): EventDraft {
  const { id, type, thread, created_at, message, from } = readEvent(event, messageEvent);
  return {
    // The message's own id, not the event's: a redelivery and the history API have it too.
    fact: { key: `message:${message.id}`, part: 'message', rank: 'received' },
    type: 'MessageReceived',
    occurredAt: timeFromSeconds(created_at),
    thread: { key: thread },
    origin: { event_type: type, event_id: id, conversation_id: thread },
    channel: { type: 'other', metadata: {} },
    actor: { role: 'customer', key: from.id, provider_id: from.id, name: from.name },
    recipients: [business],
    message: { id: message.id, content: { type: 'text', text: message.text, format: 'plain' } },
  };
}

/** Nothing is dropped: an event without a type of ours is kept whole. */
function unknownEvent(event: unknown): EventDraft {
  const { id, type, thread, created_at } = readEvent(event, envelope);
  return {
    fact: { key: `event:${type}:${id}`, part: 'event', rank: 'noted' },
    type: 'ProviderEvent',
    occurredAt: timeFromSeconds(created_at),
    thread: thread === undefined ? null : { key: thread },
    origin: { event_type: type, event_id: id, conversation_id: thread },
    channel: { type: 'other', metadata: {} },
    actor: business,
    payload: jsonOf(event),
  };
}
