import type * as z from 'zod';
import type { Content } from '../../events/content.ts';
import type { DraftParticipant, EventDraft } from '../../events/draft.ts';
import { timeFromIso } from '../../events/time.ts';
import { readEvent } from '../json-body.ts';
import { metadataOf, prefixed, texts } from '../metadata-texts.ts';
import { contentOf } from './content.ts';
import { draftOf, type WebhookEvent } from './draft.ts';
import type { Message } from './payload.ts';
import { messagePayload } from './payload.ts';
import { authorOf, businessOf, customerOf, unnamedCustomer } from './people.ts';
import { templateMetadata } from './template.ts';

/** A message with what all drafts made of it share. */
interface Context {
  readonly event: WebhookEvent;
  readonly payload: z.infer<typeof messagePayload>;
  readonly actor: DraftParticipant;
  readonly customer: DraftParticipant;
  readonly occurredAt: number | null;
}

/**
 * `conversation:message`: a message of either side; with the button that a chosen reply pressed, or
 * what the system did of which it tells. The time is `message.received`, which the vendor's list of
 * messages gives too, and not `createdAt`, which is the event's.
 */
export function messageEvents(event: WebhookEvent): readonly EventDraft[] {
  const payload = readEvent(event.payload, messagePayload);
  const { conversation, message, user } = payload;
  const context = {
    event,
    payload,
    actor: authorOf(message.author, message.source, event.appId, conversation),
    customer: user ? customerOf(user, message.source?.client) : unnamedCustomer(conversation),
    occurredAt: message.received ? timeFromIso(message.received) : event.createdAt,
  };
  if (message.deleted) return [deletion(context)];
  return [spoken(context), ...pressed(context), ...activities(context)];
}

function spoken({ event, payload, actor, customer, occurredAt }: Context): EventDraft {
  const { conversation, message } = payload;
  const received = message.author.type === 'user';
  const recipient = received ? businessOf(event.appId, conversation) : customer;
  const content = contentOf(message.content);
  const what = {
    fact: { key: `message:${message.id}`, part: 'message', rank: received ? 'received' : 'sent' },
    type: received ? 'MessageReceived' : 'MessageSent',
    actor,
    recipients: [recipient],
    message: {
      id: message.id,
      content,
      quoted_message_id: message.quotedMessage?.message?.id ?? undefined,
      in_reply_to: formOf(message),
    },
    metadata: messageMetadata(payload, contentMetadata(message, content)),
  } as const;
  return draftOf(event, { conversation, source: message.source }, what, occurredAt);
}

/** The form that a form's response answers; the vendor names it at each field. */
function formOf({ content }: Message): string | undefined {
  return (
    content?.fields?.find(({ quotedMessageId }) => quotedMessageId)?.quotedMessageId ?? undefined
  );
}

function messageMetadata(
  { conversation, message }: Context['payload'],
  ofContent: Readonly<Record<string, unknown>> = {},
) {
  const { source, activity, author } = message;
  const own = texts({
    conversation_type: conversation.type,
    author_subtypes: author.subtypes?.join(','),
    author_avatar_url: author.avatarUrl,
    original_message_timestamp: source?.originalMessageTimestamp,
    campaign_id: source?.campaign?.id,
    quoted_external_message_id: message.quotedMessage?.externalMessageId,
    activity: activity?.type,
    ...ofContent,
  });
  return metadataOf(
    own,
    prefixed('message', message.metadata),
    prefixed('conversation', conversation.metadata),
    prefixed('activity', activity?.data),
  );
}

/** What a content of ours has no field for. */
function contentMetadata({ content: given }: Message, content: Content) {
  const shown = content.type === 'text' ? content.text : undefined;
  return {
    html_text: given?.htmlText === shown ? undefined : given?.htmlText,
    markdown_text: given?.markdownText === shown ? undefined : given?.markdownText,
    alt_text: given?.type === 'image' ? given.altText : undefined,
    fallback_text: content.type === 'unsupported' ? given?.text : undefined,
    ...(given?.template && templateMetadata(given.template)),
  };
}

/**
 * A reply button sends a message that carries the button's payload (structured messages, "Reply
 * buttons"); a postback button sends `conversation:postback` instead.
 */
function pressed({ event, payload, actor, occurredAt }: Context): readonly EventDraft[] {
  const { conversation, message } = payload;
  const chosen = message.content?.payload;
  if (!chosen || message.author.type !== 'user') return [];
  const what = {
    fact: { key: `message:${message.id}`, part: 'postback', rank: 'pressed' },
    type: 'PostbackReceived',
    actor,
    message: { id: message.id },
    postback: { payload: chosen, title: message.content?.text ?? undefined },
  } as const;
  return [draftOf(event, { conversation, source: message.source }, what, occurredAt)];
}

/**
 * What an activity message tells of its conversation (schema `activityMessage`). One of a kind that
 * the vendor adds is a message with `activity` in its metadata.
 */
function activities({
  event,
  payload,
  actor,
  customer,
  occurredAt,
}: Context): readonly EventDraft[] {
  const { conversation, message } = payload;
  const reason = message.activity?.type;
  const key = `message:${message.id}`;
  const place = { conversation, source: message.source };
  switch (reason) {
    case 'ticket:closed':
    case 'conversation:endedByUser': {
      const closer = reason === 'ticket:closed' ? actor : customer;
      const what = {
        fact: { key, part: 'closed', rank: 'closed' },
        type: 'ConversationClosed',
        actor: closer,
        change: { status: 'closed', reason },
      } as const;
      return [draftOf(event, place, what, occurredAt)];
    }
    case 'ticket:transfer:email': {
      const what = {
        fact: { key, part: 'transferred', rank: 'changed' },
        type: 'ConversationTransferred',
        actor,
        change: { reason },
      } as const;
      return [draftOf(event, place, what, occurredAt)];
    }
    default:
      return [];
  }
}

/**
 * A message that "serves as a placeholder for one that has been deleted" (schema `message`). The
 * vendor says when the message was received and not when it was deleted.
 */
function deletion({ event, payload, actor, occurredAt }: Context): EventDraft {
  const { conversation, message } = payload;
  const what = {
    fact: { key: `message:${message.id}`, part: 'deleted', rank: 'removed' },
    type: 'MessageDeleted',
    actor,
    message: { id: message.id },
    metadata: messageMetadata(payload),
  } as const;
  return draftOf(event, { conversation, source: message.source }, what, occurredAt);
}
