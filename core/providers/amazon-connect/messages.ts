import type { DraftParticipant, EventDraft } from '../../events/draft.ts';
import { LogError } from '../../events/errors.ts';
import { jsonOf } from '../json-value.ts';
import { texts } from '../texts.ts';
import { businessIn, type Chat, customerIn, sharedOf } from './chat.ts';
import { contentOf } from './content.ts';
import { firstTime } from './times.ts';

/**
 * A message or attachment; `null` for attachments that are still being scanned. One that was scanned
 * and rejected never reached the other side: it failed.
 */
export function messageEvents(chat: Chat): readonly EventDraft[] | null {
  const { item } = chat;
  const statuses = (item.Attachments ?? []).flatMap(({ Status }) => Status?.toUpperCase() ?? []);
  if (statuses.includes('REJECTED')) return [failedEvent(chat)];
  return statuses.includes('IN_PROGRESS') ? null : [messageEvent(chat)];
}

function messageEvent(chat: Chat): EventDraft {
  const shared = sharedOf(chat);
  const received = shared.actor.role === 'customer';
  const { content, complete } = contentOf(chat.item);
  const id = idOf(chat);
  return {
    ...shared,
    fact: { key: `message:${id}`, part: 'message', rank: received ? 'received' : 'sent' },
    type: received ? 'MessageReceived' : 'MessageSent',
    occurredAt: firstTime(chat.item.AbsoluteTime),
    recipients: [received ? businessIn(chat) : audienceOf(chat)],
    message: { id, content },
    payload: complete ? undefined : jsonOf(chat.whole),
  };
}

/** What only agents see goes to the contact center itself. */
function audienceOf(chat: Chat): DraftParticipant {
  return chat.visibility?.toUpperCase() === 'AGENT' ? businessIn(chat) : customerIn(chat);
}

function failedEvent(chat: Chat): EventDraft {
  const shared = sharedOf(chat);
  const id = idOf(chat);
  return {
    ...shared,
    fact: { key: `message:${id}:rejected`, part: 'rejected', rank: 'failed' },
    type: 'MessageFailed',
    occurredAt: firstTime(chat.item.AbsoluteTime),
    message: { id, content: contentOf(chat.item).content },
    error: { code: 'REJECTED', message: 'The scan rejected an attachment.' },
    metadata: texts({ ...shared.metadata, attachment_status: 'REJECTED' }),
  };
}

/** @throws LogError `unreadable_event` for a message without an id */
function idOf({ item }: Chat): string {
  if (item.Id === undefined) throw new LogError('unreadable_event', 'Unexpected shape at: Id');
  return item.Id;
}
