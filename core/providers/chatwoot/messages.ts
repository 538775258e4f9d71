import type { Content } from '../../events/content.ts';
import type { EventDraft } from '../../events/draft.ts';
import { jsonOf } from '../json-value.ts';
import { contentOf } from './content.ts';
import { caseOf, type MessageCase } from './message-case.ts';
import { providerEvent } from './provider-event.ts';
import { keyIn, type Webhook } from './webhook.ts';

/** `message_created`: of a customer, of the business, or a private note. */
export function createdEvents(webhook: Webhook): readonly EventDraft[] {
  const part = caseOf(webhook);
  const { kind, message } = part;
  if (kind === undefined) return [unknownEvent(part)];
  if (message.private || kind === 'activity') return [noteEvent(part)];
  return [messageEvent(part, kind === 'incoming')];
}

/** Ids of messages are counted up: Chatwoot's order of what it dates to the second. */
function factOf({ webhook, message }: MessageCase, rank: 'received' | 'sent' | 'noted') {
  const key = keyIn(webhook, 'message', message.id);
  return { key, part: 'message', rank, sequence: sequenceOf(message.id) };
}

function sequenceOf(id: string | number): number | undefined {
  const number = Number(id);
  return Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

function messageEvent(part: MessageCase, received: boolean): EventDraft {
  const { message, customer, inbox, shared } = part;
  const { in_reply_to } = message.content_attributes ?? {};
  const content = contentOf(message, received);
  return {
    ...shared,
    fact: factOf(part, received ? 'received' : 'sent'),
    type: received ? 'MessageReceived' : 'MessageSent',
    recipients: [received ? inbox : customer],
    message: {
      id: String(message.id),
      content,
      quoted_message_id: in_reply_to ? String(in_reply_to) : undefined,
    },
    payload: payloadOf(part, content),
  };
}

/** A private note of an agent, or what Chatwoot noted itself ("Ann resolved the conversation"). */
function noteEvent(part: MessageCase): EventDraft {
  const { message, shared } = part;
  const attached = (message.attachments?.length ?? 0) > 0;
  const content = attached ? contentOf(message, false) : undefined;
  return {
    ...shared,
    fact: factOf(part, 'noted'),
    type: 'NoteAdded',
    note: { text: message.content ?? '', format: 'markdown' },
    message: { id: String(message.id), content },
  };
}

/** A message of a kind that is not known. */
function unknownEvent(part: MessageCase): EventDraft {
  const { webhook, shared } = part;
  return { ...providerEvent(webhook), ...shared, fact: factOf(part, 'noted') };
}

/** What the log has no content for is kept as it came. */
export function payloadOf({ webhook }: MessageCase, { type }: Content) {
  return type === 'unsupported' ? jsonOf(webhook.whole) : undefined;
}
