import * as z from 'zod';
import type { Content } from '../../events/content.ts';
import type { Parameters } from './parameters.ts';

type File = NonNullable<Content['attachments']>[number];

const optional = z.string().optional().catch(undefined);

/** A file of a message: webhooks, Event Streams and the REST API each name its members otherwise. */
const medium = z.object({
  Sid: optional,
  MediaSid: optional,
  sid: optional,
  Filename: optional,
  filename: optional,
  ContentType: optional,
  content_type: optional,
  Size: z.coerce.number().int().nonnegative().optional().catch(undefined),
  size: z.coerce.number().int().nonnegative().optional().catch(undefined),
});

const media = z.array(medium);

/** What a message says. */
export function contentOf({ Body, Media, ContentSid }: Parameters): Content {
  const files = filesOf(Media);
  if (files === null) return { type: 'unsupported', provider_type: 'media' };
  const [first, ...others] = files;
  if (first) {
    const content = { ...first, caption: Body };
    return others.length > 0 ? { ...content, attachments: others } : content;
  }
  if (Body === undefined && ContentSid) {
    return { type: 'structured', kind: 'template', items: [{ id: ContentSid }] };
  }
  return { type: 'text', text: Body ?? '', format: 'plain' };
}

/** The files of a message; `null` where they cannot be read. */
function filesOf(given: unknown): File[] | null {
  if (given === undefined || given === '[]') return [];
  const read = media.safeParse(typeof given === 'string' ? parsed(given) : given);
  return read.success ? read.data.map(fileOf) : null;
}

function fileOf(given: z.infer<typeof medium>): File {
  const mime = given.ContentType ?? given.content_type;
  return {
    type: kindOf(mime ?? ''),
    id: given.Sid ?? given.MediaSid ?? given.sid,
    name: given.Filename ?? given.filename,
    mime_type: mime,
    size_bytes: given.Size ?? given.size,
  };
}

function kindOf(mime: string): File['type'] {
  const [kind] = mime.split('/', 1);
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'file';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
