import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { jsonOf } from '../json-value.ts';
import { contentMetadata, contentOf } from './content.ts';
import { merged } from './metadata.ts';
import { messageEvent, unsendEvent } from './payload.ts';
import { businessOf, customerOf, sharedOf } from './place.ts';
import { providerEvent } from './provider-event.ts';
import type { Unit } from './unit.ts';

/** `message`: LINE sends what customers write, never what the account does. */
export function receivedEvents(unit: Unit): readonly EventDraft[] {
  const { event, shared, message, payload, sender } = readMessage(unit);
  if (!sender) return [providerEvent(unit)];
  return [
    {
      ...shared,
      fact: {
        key: `message:${unit.destination}:${message.id}`,
        part: 'message',
        rank: 'received',
      },
      type: 'MessageReceived',
      recipients: [businessOf(unit.destination)],
      message: { ...message, quoted_message_id: event.message.quotedMessageId },
      payload,
    },
  ];
}

/** `messageEdited`: the message as it is now; an edit has no id of its own. */
export function editEvents(unit: Unit): readonly EventDraft[] {
  const { event, shared, message, payload } = readMessage(unit);
  return [
    {
      ...shared,
      fact: {
        key: `edit:${unit.destination}:${message.id}:${event.timestamp}`,
        part: 'edit',
        rank: 'changed',
      },
      type: 'MessageEdited',
      message,
      payload,
    },
  ];
}

/** `unsend`: a message is taken back once. */
export function unsendEvents(unit: Unit): readonly EventDraft[] {
  const event = readEvent(unit.event, unsendEvent);
  const { messageId } = event.unsend;
  return [
    {
      ...sharedOf(unit, event),
      fact: { key: `unsend:${unit.destination}:${messageId}`, part: 'unsend', rank: 'changed' },
      type: 'MessageDeleted',
      message: { id: messageId },
    },
  ];
}

function readMessage(unit: Unit) {
  const event = readEvent(unit.event, messageEvent);
  const shared = sharedOf(unit, event);
  const content = contentOf(event.message);
  return {
    event,
    sender: customerOf(event),
    shared: { ...shared, metadata: merged(shared.metadata, contentMetadata(event.message)) },
    message: { id: event.message.id, content },
    // What the log has no content for is kept as it came.
    payload: content.type === 'unsupported' ? jsonOf(unit.event) : undefined,
  };
}
