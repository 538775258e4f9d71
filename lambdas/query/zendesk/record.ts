import type {
  CommentRecord,
  LogAttachment,
  LogAuthor,
  LogRecord,
  MessageRecord,
} from '../../../core/api/zendesk-schemas.ts';
import type { ConversationEvent } from '../../../core/events/event.ts';
import { commentBody, messageContent } from './content.ts';
import type { LinkedFile, Saying } from './ticket-log.ts';

/** Zendesk's user that stands for bots, triggers and itself. */
const NO_USER = -1;

const SUNSHINE = 'sunshine-conversations';

/** A comment or message in the form of Zendesk's Conversation Log API. */
export function recordOf(saying: Saying): LogRecord {
  return saying.kind === 'comment' ? commentRecord(saying) : messageRecord(saying);
}

function commentRecord(saying: Saying): CommentRecord {
  const { event, commentId, files } = saying;
  return {
    ...shared(saying),
    type: 'Comment',
    reference: `zen:ticket_event:${commentId ?? event.message?.id ?? event.id}`,
    attachments: files.map(attachmentOf),
    content: { type: 'html', body: commentBody(saying) },
    metadata: { ...noMetadata, public: event.type !== 'NoteAdded' && !saying.hidden },
  };
}

function messageRecord(saying: Saying): MessageRecord {
  const { event } = saying;
  const source = event.channel.metadata.source_type;
  return {
    ...shared(saying),
    type: 'Messaging::ConversationMessage',
    reference: `zen:sunco:conversation_message:${event.message?.id ?? event.id}`,
    received_at: event.occurred_at,
    ...(source !== undefined && { source: { type: source } }),
    attachments: [],
    content: messageContent(saying),
    metadata: noMetadata,
  };
}

const noMetadata = { custom: {}, system: {}, ticket_version: 0 };

function shared(saying: Saying) {
  const { id, occurred_at } = saying.event;
  return { id, created_at: occurred_at.replace(/\.\d+Z$/, 'Z'), author: authorOf(saying) };
}

/** Sunshine Conversations knows its own users, Support its own: a message told by both has both. */
function authorOf({ event, twin }: Saying): LogAuthor {
  const tellings = twin ? [event, twin] : [event];
  const bySunshine = tellings.find(({ origin }) => origin.provider === SUNSHINE);
  const bySupport = tellings.find(({ origin }) => origin.provider !== SUNSHINE);
  const type = authorType(event);
  const supportId = type === 'bot' ? NO_USER : numberOf(bySupport?.actor.provider_id);
  const sunshineId = bySunshine?.actor.provider_id;
  const name = event.actor.name ?? twin?.actor.name;
  const avatar = event.metadata?.author_avatar_url;
  return {
    type,
    ...(supportId !== undefined && { 'zen:support:user_id': supportId }),
    ...(sunshineId !== undefined && { 'zen:sunco:user_id': sunshineId }),
    ...(name !== undefined && { display_name: name }),
    ...(avatar !== undefined && { avatar_url: avatar }),
  };
}

/** The contract has no word for the business's machinery but `bot`. */
function authorType({ actor }: ConversationEvent): LogAuthor['type'] {
  if (actor.role === 'customer') return 'user';
  return actor.role === 'agent' ? 'agent' : 'bot';
}

function attachmentOf(file: LinkedFile): LogAttachment {
  const url = file.url ?? '';
  return {
    id: numberOf(file.id) ?? 0,
    file_name: file.name ?? '',
    content_type: file.mime_type ?? 'application/octet-stream',
    content_url: url,
    mapped_content_url: url,
    url,
    size: file.size_bytes ?? 0,
    width: null,
    height: null,
    inline: false,
    deleted: file.deleted,
    malware_access_override: false,
    malware_scan_result: 'not_scanned',
    thumbnails: [],
  };
}

function numberOf(text: string | undefined): number | undefined {
  const number = text !== undefined && /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(number) ? number : undefined;
}
