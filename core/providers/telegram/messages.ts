import type { Content } from '../../events/content.ts';
import type { DraftParticipant, EventDraft } from '../../events/draft.ts';
import { timeFromSeconds } from '../../events/time.ts';
import { readEvent } from '../json-body.ts';
import { jsonOf } from '../json-value.ts';
import { contentOf } from './content.ts';
import { caseOf, factOf, type MessageCase } from './message-case.ts';
import { type Message, message } from './payload.ts';
import { businessOf, chatAsPerson } from './people.ts';
import { factKey, messageIdOf } from './place.ts';
import { providerEvent } from './provider-event.ts';
import { serviceEvents } from './service-messages.ts';
import type { Update } from './update.ts';

/** `message`, `channel_post` and `business_message`. */
export function messageEvents(update: Update): readonly EventDraft[] {
  const part = caseOf(update, readEvent(update.value, message));
  const service = serviceEvents(part);
  if (service.length > 0) return service;
  const content = contentOf(part.message);
  if (!content) return [providerEvent(update)];
  return [...referralEvents(part), messageEvent(part, content)];
}

/** `edited_message`, `edited_channel_post` and `edited_business_message`. */
export function editEvents(update: Update): readonly EventDraft[] {
  const read = readEvent(update.value, message);
  const { message_id, edit_date = read.date } = read;
  const { shared } = caseOf(update, read);
  const content = contentOf(read) ?? undefined;
  return [
    {
      ...shared,
      fact: {
        key: factKey(update, read.chat, 'edit', messageIdOf(read, message_id), edit_date),
        part: 'edit',
        rank: 'changed',
        sequence: message_id,
      },
      type: 'MessageEdited',
      occurredAt: timeFromSeconds(edit_date),
      message: { id: messageIdOf(read, message_id), content },
      payload: payloadOf(update, content),
    },
  ];
}

function messageEvent(part: MessageCase, content: Content): EventDraft {
  const { update, message: read, sender, shared } = part;
  const received = sender.role === 'customer';
  return {
    ...shared,
    fact: { ...factOf(part), part: 'message', rank: 'received' },
    type: received ? 'MessageReceived' : 'MessageSent',
    recipients: received ? [businessOf(update)] : audienceOf(read),
    message: {
      id: messageIdOf(read, read.message_id),
      content,
      quoted_message_id: quotedId(read),
    },
    payload: payloadOf(update, content),
  };
}

/** In a topic, a message that answers nothing "replies" to the one that opened the topic. */
function quotedId(read: Message): string | undefined {
  const { reply_to_message: quoted } = read;
  if (!quoted || quoted.forum_topic_created !== undefined) return undefined;
  return messageIdOf(read, quoted.message_id);
}

/** What the log has no content for is kept as it came. */
function payloadOf({ whole }: Update, content: Content | undefined) {
  const said = content && content.type !== 'unsupported';
  return said ? undefined : jsonOf(whole);
}

/** In a private chat the customer; who reads a group or channel, Telegram does not say. */
function audienceOf({ chat }: Message): readonly DraftParticipant[] {
  return chat.type === 'private' ? [chatAsPerson(chat, 'customer')] : [];
}

/** A deep link (`t.me/<bot>?start=<ref>`) arrives as the command `/start <ref>`. */
function referralEvents(part: MessageCase): readonly EventDraft[] {
  const { message: read, sender, shared } = part;
  const ref = /^\/start(?:@\w+)? (\S+)$/.exec(read.text ?? '')?.[1];
  if (ref === undefined || sender.role !== 'customer') return [];
  return [
    {
      ...shared,
      fact: { ...factOf(part), part: 'referral', rank: 'referred' },
      type: 'ReferralReceived',
      referral: { source: 'deep_link', ref },
    },
  ];
}
