import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { jsonOf } from '../json-value.ts';
import { contentOf } from './content.ts';
import { caseOf, type MessageCase } from './message-case.ts';
import { type Message, message } from './payload.ts';
import { businessOf, customerOf } from './people.ts';
import { systemEvents } from './system.ts';
import type { Unit } from './units.ts';

/** `messages[]`: from a customer. */
export function receivedEvents(unit: Unit): readonly EventDraft[] {
  const read = readEvent(unit.item, message);
  const userId = read.from_user_id ?? read.system?.previous_user_id;
  const customer = customerOf({ userId, phone: read.from }, unit);
  return eventsOf(caseOf(read, unit, customer, customer), 'MessageReceived');
}

/** `message_echoes[]`: what the business wrote in the WhatsApp Business app. */
export function echoEvents(unit: Unit): readonly EventDraft[] {
  const read = readEvent(unit.item, message);
  const customer = customerOf({ userId: read.to_user_id, phone: read.to }, unit);
  const business = { ...businessOf(unit.number), role: 'agent' as const };
  return eventsOf(caseOf(read, unit, customer, business), 'MessageSent');
}

function eventsOf(
  part: MessageCase,
  type: 'MessageReceived' | 'MessageSent',
): readonly EventDraft[] {
  const { reaction, edit, revoke, system } = part.message;
  if (reaction) return [reactionEvent(part, reaction)];
  if (edit) return [editEvent(part, edit)];
  if (revoke) return [revokeEvent(part, revoke.original_message_id)];
  if (system) return systemEvents(part, system);
  if (part.message.type === 'request_welcome') return [welcomeEvent(part)];
  return [...referralEvents(part), messageEvent(part, type), ...postbackEvents(part)];
}

function messageEvent(part: MessageCase, type: 'MessageReceived' | 'MessageSent'): EventDraft {
  const { message: read, unit, customer, business, shared } = part;
  const sent = type === 'MessageSent';
  const pressed = read.interactive !== undefined || read.button !== undefined;
  const answered = contextMessage(read);
  // Where Meta could not pass on a message's body, its errors stand beside the message.
  const content = contentOf(read, unit.errors);
  return {
    ...shared,
    fact: { key: `message:${read.id}`, part: 'message', rank: sent ? 'sent' : 'received' },
    type,
    recipients: [sent ? customer : business],
    message: {
      id: read.id,
      content,
      quoted_message_id: pressed ? undefined : answered,
      in_reply_to: pressed ? answered : undefined,
    },
    // What the log has no content for is kept as it came.
    payload: content.type === 'unsupported' ? jsonOf(unit.item) : undefined,
  };
}

function postbackEvents({ message: read, shared }: MessageCase): readonly EventDraft[] {
  const { interactive, button } = read;
  const reply = interactive?.button_reply ?? interactive?.list_reply;
  const payload = reply?.id ?? button?.payload ?? button?.text;
  if (payload === undefined) return [];
  return [
    {
      ...shared,
      fact: { key: `message:${read.id}`, part: 'postback', rank: 'pressed' },
      type: 'PostbackReceived',
      postback: { payload, title: reply?.title ?? button?.text },
      message: { id: read.id, in_reply_to: contextMessage(read) },
    },
  ];
}

/** A message that came through an ad or post (click to WhatsApp). */
function referralEvents({ message: read, shared }: MessageCase): readonly EventDraft[] {
  if (!read.referral) return [];
  const { source_type, source_id, source_url } = read.referral;
  return [
    {
      ...shared,
      fact: { key: `message:${read.id}`, part: 'referral', rank: 'referred' },
      type: 'ReferralReceived',
      referral: { source: source_type ?? 'unknown', ref: source_url, ad_id: source_id },
    },
  ];
}

/** Without an emoji the customer took a reaction back. */
function reactionEvent(
  { message: read, shared }: MessageCase,
  { message_id, emoji }: NonNullable<Message['reaction']>,
): EventDraft {
  return {
    ...shared,
    fact: { key: `message:${read.id}`, part: 'reaction', rank: 'changed' },
    type: 'MessageReacted',
    message: { id: message_id },
    reaction: emoji ? { emoji, action: 'added' } : { action: 'removed' },
  };
}

function editEvent(
  { message: read, shared }: MessageCase,
  { original_message_id, message: edited }: NonNullable<Message['edit']>,
): EventDraft {
  return {
    ...shared,
    fact: { key: `edit:${original_message_id}:${read.id}`, part: 'edit', rank: 'changed' },
    type: 'MessageEdited',
    message: { id: original_message_id, content: contentOf(edited) },
  };
}

function revokeEvent({ shared }: MessageCase, originalId: string): EventDraft {
  return {
    ...shared,
    fact: { key: `revoke:${originalId}`, part: 'revoke', rank: 'changed' },
    type: 'MessageDeleted',
    message: { id: originalId },
  };
}

/** The customer opened the chat for the first time, and has not written yet. */
function welcomeEvent({ message: read, shared, customer }: MessageCase): EventDraft {
  return {
    ...shared,
    fact: { key: `message:${read.id}`, part: 'opened', rank: 'opened' },
    type: 'ConversationOpened',
    participant: customer,
    change: { status: 'open', reason: 'request_welcome' },
  };
}

/** Meta's samples hold a dummy (`M0`) where an edit has no quotation. */
function contextMessage({ context }: Message): string | undefined {
  return context?.id === 'M0' ? undefined : context?.id;
}
