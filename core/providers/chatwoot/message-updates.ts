import * as z from 'zod';
import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { contentOf } from './content.ts';
import { caseOf, type MessageCase } from './message-case.ts';
import { payloadOf } from './messages.ts';
import { maybeTimeOf } from './moment.ts';
import { submissionEvents } from './submissions.ts';
import { digestOf, keyIn, type Webhook } from './webhook.ts';

const STATES = {
  sent: { type: 'MessageAccepted', rank: 'accepted' },
  delivered: { type: 'MessageDelivered', rank: 'delivered' },
  read: { type: 'MessageRead', rank: 'read' },
  failed: { type: 'MessageFailed', rank: 'failed' },
} as const;

/** What a message says, as it came: what names an edit of which no time is told. */
const says = z.object({ content: z.unknown(), content_attributes: z.unknown() });

/**
 * `message_updated`: Chatwoot sends the message as it is now, and says neither what changed nor when
 * (the time of the row's last change would be that of any later update as well). So each state that
 * is found is one fact of the message, told once, at the time of its first arrival.
 */
export function updateEvents(webhook: Webhook): readonly EventDraft[] {
  const part = caseOf(webhook);
  const attributes = part.message.content_attributes;
  if (attributes?.deleted) return [deletedEvent(part)];
  const found = [...submissionEvents(part), ...receiptEvents(part)];
  const edited = attributes?.edited || attributes?.is_edited;
  return found.length > 0 && !edited ? found : [...found, editedEvent(part)];
}

function deletedEvent({ webhook, message, inbox, shared }: MessageCase): EventDraft {
  return {
    ...shared,
    fact: { key: keyIn(webhook, 'delete', message.id), part: 'delete', rank: 'changed' },
    type: 'MessageDeleted',
    occurredAt: null,
    actor: inbox,
    message: { id: String(message.id) },
  };
}

/** The message itself is told without its status; the conversation tells it of its last message. */
function lastOf({ message }: MessageCase) {
  const same = message.conversation.messages?.find(({ id }) => String(id) === String(message.id));
  return {
    status: message.status ?? same?.status,
    updated_at: message.updated_at ?? same?.updated_at,
    error: message.content_attributes?.external_error ?? same?.content_attributes?.external_error,
  };
}

function receiptEvents(part: MessageCase): readonly EventDraft[] {
  const { webhook, message, kind, customer, inbox, shared } = part;
  const { status, error } = lastOf(part);
  const outgoing = kind === 'outgoing' || kind === 'template';
  if (!outgoing || message.private || !isState(status)) return [];
  const { type, rank } = STATES[status];
  return [
    {
      ...shared,
      fact: { key: keyIn(webhook, 'status', message.id, status), part: 'status', rank },
      type,
      occurredAt: null,
      actor: status === 'read' ? customer : inbox,
      recipients: [customer],
      message: { id: String(message.id) },
      error: status === 'failed' ? failureOf(error ?? '') : undefined,
    },
  ];
}

function isState(status: string | null | undefined): status is keyof typeof STATES {
  return status !== undefined && status !== null && Object.hasOwn(STATES, status);
}

/** `external_error` is the channel's, often with its code in front: `131047: ...`. */
function failureOf(error: string) {
  const code = /^\(?#?(\d+)/.exec(error)?.[1];
  return { code: code ?? 'failed', message: error };
}

function editedEvent(part: MessageCase): EventDraft {
  const { webhook, message, kind, shared } = part;
  const content = contentOf(message, kind === 'incoming');
  const time = maybeTimeOf(lastOf(part).updated_at);
  const edition = time ?? digestOf(readEvent(webhook.whole, says));
  return {
    ...shared,
    fact: { key: keyIn(webhook, 'edit', message.id, edition), part: 'edit', rank: 'changed' },
    type: 'MessageEdited',
    occurredAt: time,
    message: { id: String(message.id), content },
    payload: payloadOf(part, content),
  };
}
