import type { Action, Content } from '../../events/content.ts';
import type { Attachment, Part, Source } from './payload.ts';

type Written = Pick<Source, 'body' | 'attachments'>;
type Media = { readonly type: 'image' | 'audio' | 'video' | 'file' } & ReturnType<typeof mediaOf>;

/** What a message says: HTML with files, or files alone; `null` where it says nothing. */
export function contentOf({ body, attachments }: Written): Content | null {
  const files = (attachments ?? []).map(fileOf);
  if (body) return { type: 'text', text: body, format: 'html', ...withFiles(files) };
  const [first, ...rest] = files;
  return first ? { ...first, ...withFiles(rest) } : null;
}

/**
 * What a part says. Quick replies that the business offers come as a part of their own, mostly
 * without a body; `null` where the part says nothing.
 */
export function partContent(part: Part): Content | null {
  const options = part.metadata?.quick_reply_options;
  if (!options?.length) return contentOf(part);
  return {
    type: 'structured',
    kind: 'quick_replies',
    text: part.body || undefined,
    actions: options.map(optionOf),
    ...withFiles((part.attachments ?? []).map(fileOf)),
  };
}

function optionOf({ uuid, text }: { uuid?: string | null; text?: string | null }): Action {
  return { type: 'reply', text: text ?? undefined, payload: uuid ?? undefined };
}

function withFiles(files: readonly Media[]): { attachments?: Media[] } {
  return files.length > 0 ? { attachments: [...files] } : {};
}

function fileOf(file: Attachment): Media {
  const kind = file.content_type?.split('/')[0];
  const known = kind === 'image' || kind === 'audio' || kind === 'video';
  return { type: known ? kind : 'file', ...mediaOf(file) };
}

function mediaOf({ url, name, content_type, filesize }: Attachment) {
  return {
    url: url ?? undefined,
    name: name ?? undefined,
    mime_type: content_type ?? undefined,
    size_bytes: filesize,
  };
}
