import type { Content } from '../../events/content.ts';
import { kindOf } from './chat.ts';
import { responseContent, type Said, templateContent } from './interactive.ts';
import type { Attachment, ChatItem } from './payload.ts';

/** What a message or attachment says. */
export function contentOf(item: ChatItem): Said {
  const [first, ...others] = item.Attachments ?? [];
  if (first) {
    const attachments = others.map(mediaOf);
    const content = { ...mediaOf(first), ...(attachments.length > 0 && { attachments }) };
    return { content, complete: true };
  }
  return saidBy(item) ?? { content: unsupported(item), complete: false };
}

function saidBy(item: ChatItem): Said | null {
  const { Content: text } = item;
  if (text === undefined) return null;
  switch (kindOf(item)) {
    case '':
    case 'text/plain':
      return { content: { type: 'text', text, format: 'plain' }, complete: true };
    case 'text/markdown':
      return { content: { type: 'text', text, format: 'markdown' }, complete: true };
    case 'message.interactive':
      return templateContent(text);
    case 'message.interactive.response':
      return responseContent(text);
    default:
      return null;
  }
}

function unsupported({ ContentType, Type }: ChatItem): Content {
  return { type: 'unsupported', provider_type: ContentType ?? Type };
}

function mediaOf({ AttachmentId, AttachmentName, ContentType }: Attachment) {
  const kind = ContentType?.split('/', 1)[0];
  const type = kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'file';
  return { type, id: AttachmentId, name: AttachmentName, mime_type: ContentType } as const;
}
