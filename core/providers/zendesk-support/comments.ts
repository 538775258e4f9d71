import type { Content } from '../../events/content.ts';
import type { DraftParticipant, EventDraft } from '../../events/draft.ts';
import type { Fact } from '../../events/event-id.ts';
import { texts } from '../texts.ts';
import type { Comment } from './payload.ts';
import { actorOf, authorOf, businessOf, customerOf } from './people.ts';
import { ticketProviderEvent } from './provider-event.ts';
import { createdAtOf, eventFact, payloadOf, type TicketEvent, thingKey } from './ticket.ts';

/** How long after its ticket a comment with the text of the description is that description. */
const FIRST_COMMENT_WITHIN = 10_000;

type Saying = Pick<Comment, 'body' | 'html_body' | 'is_public'> & {
  readonly author: DraftParticipant;
  readonly messageId: string;
};

/**
 * `ticket.created`: the description is the text of the first comment, and its author the submitter
 * (Tickets API, `submitter_id`). It is the same fact as the comment, which `ticket.comment_added`
 * tells again with its id: the ticket and the time of its making name it in both.
 */
export function descriptionEvents(
  ticket: TicketEvent,
  createdAt: number | null,
): readonly EventDraft[] {
  const { source, detail, ticketId } = ticket;
  if (detail.description === undefined) return [];
  const author = actorOf(source.accountId, detail.submitter_id ?? detail.requester_id, detail);
  const saying = {
    body: detail.description,
    html_body: undefined,
    is_public: detail.is_public ?? true,
    author,
    messageId: firstMessageId(ticketId),
  };
  return [spoken(ticket, saying, firstFact(ticket), createdAt)];
}

/** `ticket.comment_added`: a message where it is public, else a note. */
export function commentEvents(ticket: TicketEvent): readonly EventDraft[] {
  const { comment } = ticket.change;
  if (comment?.id === undefined) return [ticketProviderEvent(ticket)];
  const author = authorOf(ticket.source.accountId, comment, ticket.detail);
  if (isDescription(ticket, comment))
    return firstCommentEvents(ticket, comment, comment.id, author);
  const saying = { ...comment, author, messageId: comment.id };
  const key = thingKey(ticket, 'comment', comment.id);
  const fact: Fact = { key, part: 'comment', rank: 'received' };
  return [spoken(ticket, saying, fact, ticket.shared.occurredAt)];
}

/** The first comment, which `ticket.created` may have told without its id: so that is told besides. */
function firstCommentEvents(
  ticket: TicketEvent,
  comment: Comment,
  commentId: string,
  author: DraftParticipant,
): readonly EventDraft[] {
  const messageId = firstMessageId(ticket.ticketId);
  const saying = { ...comment, author, messageId };
  const told = spoken(ticket, saying, firstFact(ticket), createdAtOf(ticket));
  const identified: EventDraft = {
    ...ticket.shared,
    fact: { key: thingKey(ticket, 'comment', commentId), part: 'identified', rank: 'noted' },
    type: 'ConversationUpdated',
    actor: author,
    message: { id: messageId },
    metadata: texts({ changed: 'first_comment', comment_id: commentId }),
  };
  return [told, identified];
}

function isDescription(ticket: TicketEvent, { body }: Comment): boolean {
  const { detail, source } = ticket;
  if (body === undefined || detail.description?.trim() !== body.trim()) return false;
  const [created, added] = [createdAtOf(ticket), source.occurredAt];
  return created !== null && added !== null && Math.abs(added - created) <= FIRST_COMMENT_WITHIN;
}

function firstMessageId(ticketId: string): string {
  return `${ticketId}:description`;
}

/** One rank for all comments: what an author is to the business may be told in two ways. */
function firstFact(ticket: TicketEvent): Fact {
  const key = thingKey(ticket, 'ticket', ticket.ticketId);
  return { key, part: 'first_comment', rank: 'received' };
}

function spoken(
  ticket: TicketEvent,
  saying: Saying,
  fact: Fact,
  occurredAt: number | null,
): EventDraft {
  const { source, detail, ticketId, shared } = ticket;
  const { author: actor, body, html_body, messageId } = saying;
  const draft = { ...shared, fact, occurredAt, actor, metadata: texts({ html_text: html_body }) };
  if (saying.is_public !== true) {
    const note = { text: body ?? '', format: 'plain' } as const;
    return { ...draft, type: 'NoteAdded', message: { id: messageId }, note };
  }
  const received = actor.role === 'customer';
  const { accountId } = source;
  return {
    ...draft,
    type: received ? 'MessageReceived' : 'MessageSent',
    recipients: [received ? businessOf(accountId) : customerOf(accountId, ticketId, detail)],
    message: { id: messageId, content: contentOf(body) },
    payload: body === undefined ? payloadOf(source) : undefined,
  };
}

/** A comment without a text has files, which come as events of their own. */
export function contentOf(body: string | undefined): Content {
  if (body !== undefined) return { type: 'text', text: body, format: 'plain' };
  return { type: 'unsupported', reason: 'The webhook carries no text.' };
}

/** `ticket.comment_redacted`: Zendesk has removed words of the comment, or all. */
export function redactionEvents(ticket: TicketEvent): readonly EventDraft[] {
  const { comment } = ticket.change;
  if (comment?.id === undefined) return [ticketProviderEvent(ticket)];
  return [
    {
      ...ticket.shared,
      fact: eventFact(ticket.source),
      type: 'MessageDeleted',
      message: { id: comment.id },
      metadata: texts({ reason: 'redacted' }),
    },
  ];
}

/** `ticket.comment_made_private`: the customer no longer sees it. There is no way back. */
export function hidingEvents(ticket: TicketEvent): readonly EventDraft[] {
  const { comment } = ticket.change;
  if (comment?.id === undefined) return [ticketProviderEvent(ticket)];
  return [
    {
      ...ticket.shared,
      fact: { key: thingKey(ticket, 'private', comment.id), part: 'private', rank: 'changed' },
      type: 'MessageDeleted',
      message: { id: comment.id },
      metadata: texts({ reason: 'made_private' }),
    },
  ];
}
