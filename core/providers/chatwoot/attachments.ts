import type { Content } from '../../events/content.ts';
import { entryOf } from '../table-entry.ts';
import type { Attachment } from './payload.ts';

type File = Extract<Content, { type: 'image' | 'audio' | 'video' | 'file' | 'sticker' }>;

/** Instagram's stories, posts and reels come as what they are made of. */
const TYPES: Readonly<Record<string, File['type']>> = {
  image: 'image',
  audio: 'audio',
  video: 'video',
  story_mention: 'image',
  ig_reel: 'video',
};

/** The files among the attachments; links and shared posts are files with a URL. */
export function attachmentsOf(attachments: readonly Attachment[]): File[] {
  return attachments.filter(isFile).map((attachment) => {
    const { id, file_type, data_url, file_size, fallback_title } = attachment;
    return {
      type: entryOf(TYPES, file_type) ?? 'file',
      id: id === undefined || id === null ? undefined : String(id),
      url: data_url || undefined,
      name: fallback_title || undefined,
      size_bytes: file_size,
    };
  });
}

/** A place or a person's card, which Chatwoot has as attachments too. */
export function placeOrContact([attachment]: readonly Attachment[]): Content | null {
  if (!attachment) return null;
  const { file_type, coordinates_lat, coordinates_long, fallback_title, data_url, meta } =
    attachment;
  if (file_type === 'contact') {
    const name = [meta?.first_name, meta?.last_name].filter(Boolean).join(' ');
    const phones = fallback_title ? [fallback_title] : undefined;
    return { type: 'contacts', contacts: [{ name: name || undefined, phones }] };
  }
  if (typeof coordinates_lat !== 'number' || typeof coordinates_long !== 'number') return null;
  return {
    type: 'location',
    latitude: coordinates_lat,
    longitude: coordinates_long,
    name: fallback_title || undefined,
    url: data_url || undefined,
  };
}

function isFile({ file_type }: Attachment): boolean {
  return file_type !== 'location' && file_type !== 'contact';
}
