import type { Content } from '../../events/content.ts';
import type { EventDraft } from '../../events/draft.ts';
import { texts } from '../texts.ts';
import type { Attachment } from './payload.ts';
import { ticketProviderEvent } from './provider-event.ts';
import { eventFact, type TicketEvent, thingKey } from './ticket.ts';

/** `ticket.attachment_linked_to_comment`: a file of a comment, which the comment does not name. */
export function linkedEvents(ticket: TicketEvent): readonly EventDraft[] {
  const [attachment, commentId] = partsOf(ticket);
  if (!attachment?.id || !commentId) return [ticketProviderEvent(ticket)];
  const key = thingKey(ticket, 'attachment', `${commentId}:${attachment.id}`);
  return [
    {
      ...ticket.shared,
      fact: { key, part: 'linked', rank: 'changed' },
      type: 'MessageEdited',
      message: { id: commentId, content: contentOf(attachment) },
      metadata: texts({ changed: 'attachment_linked', attachment_id: attachment.id }),
    },
  ];
}

/** `ticket.attachment_redacted_from_comment`: the file is gone, the comment's text stays. */
export function unlinkedEvents(ticket: TicketEvent): readonly EventDraft[] {
  const [attachment, commentId] = partsOf(ticket);
  if (!commentId) return [ticketProviderEvent(ticket)];
  return [
    {
      ...ticket.shared,
      fact: eventFact(ticket.source),
      type: 'MessageEdited',
      message: { id: commentId },
      metadata: texts({
        changed: 'attachment_redacted',
        attachment_id: attachment?.id,
        attachment_name: attachment?.filename,
      }),
    },
  ];
}

/** The file stands in the comment or beside it. */
function partsOf({ change }: TicketEvent) {
  const { comment, attachment } = change;
  return [attachment ?? comment?.attachment, comment?.id] as const;
}

function contentOf({ id, content_type, content_url, filename }: Attachment): Content {
  const kind = content_type?.split('/')[0];
  const type = kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'file';
  return { type, id, url: content_url, mime_type: content_type, name: filename };
}
