import type { Content } from '../../events/content.ts';
import type { File, Said } from './payload.ts';

/** A file that comes with a message. */
export type Attachment = NonNullable<Content['attachments']>[number];

/** The files of a message. One that the app may not see has its id only. */
export function filesOf(files: Said['files']): readonly Attachment[] {
  return files?.map(attachmentOf) ?? [];
}

function attachmentOf(file: File): Attachment {
  const { id, url_private: url, mimetype: mime_type, size: size_bytes } = file;
  const name = file.name || file.title;
  return { type: typeOf(file), id, url: url || undefined, mime_type, name, size_bytes };
}

/** A voice clip's MIME type can be that of a video. */
function typeOf({ mimetype = '', subtype }: File): Attachment['type'] {
  if (subtype === 'slack_audio' || mimetype.startsWith('audio/')) return 'audio';
  if (subtype === 'slack_video' || mimetype.startsWith('video/')) return 'video';
  return mimetype.startsWith('image/') ? 'image' : 'file';
}
