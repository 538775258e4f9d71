import type { Action, Content, ContentField, ContentItem } from '../events/content.ts';
import type { Attachment, Button, Element, Message } from './meta-payload.ts';

type Payload = NonNullable<Attachment['payload']>;
type Media = Extract<Content, { type: 'image' | 'audio' | 'video' | 'file' | 'sticker' }>;
type Structured = Extract<Content, { type: 'structured' }>;

/** Attachment types that are a file; shared posts and stories may be a picture or a video. */
const MEDIA: Readonly<Record<string, Media['type']>> = {
  image: 'image',
  animated_image: 'image',
  audio: 'audio',
  video: 'video',
  reel: 'video',
  ig_reel: 'video',
  sticker: 'sticker',
  file: 'file',
  media: 'file',
  post: 'file',
  ig_post: 'file',
  share: 'file',
  story: 'file',
  ig_story: 'file',
  story_mention: 'file',
};

const TEMPLATES: Readonly<Record<string, Structured['kind']>> = {
  generic: 'carousel',
  list: 'list',
  button: 'buttons',
  product: 'product',
  receipt: 'order',
};

const LINKS = ['web_url', 'account_link', 'phone_number'];
const BOOKING = ['booking_id', 'status', 'start_time', 'end_time', 'timezone'] as const;

const FILES = new Set<string>(Object.values(MEDIA));

/** What a message says, and whether that is all: what is not, the payload has. */
export interface Told {
  readonly content: Content;
  readonly complete: boolean;
}

/** What a message says: its text, or its first attachment, with the others beside it. */
export function contentOf({ text, attachments = [], is_unsupported }: Message): Told {
  const pieces = attachments.length > 0 ? distinct(attachments.map(pieceOf)) : [];
  const first = text ? ({ type: 'text', text, format: 'plain' } as const) : pieces.shift();
  if (first) return together(first, pieces);
  const provider_type = is_unsupported ? 'is_unsupported' : 'message';
  return { content: { type: 'unsupported', provider_type }, complete: false };
}

function together(first: Content, rest: readonly Content[]): Told {
  const readable = first.type !== 'unsupported';
  if (rest.length === 0) return { content: first, complete: readable };
  const files = rest.filter(isMedia);
  const texts = rest.filter((piece) => piece.type === 'text');
  const links = texts.flatMap(({ actions = [] }) => actions);
  const content = {
    ...first,
    ...(files.length > 0 && { attachments: files }),
    ...(links.length > 0 && { actions: [...(first.actions ?? []), ...links] }),
  };
  return { content, complete: readable && files.length + texts.length === rest.length };
}

function isMedia(content: Content): content is Media {
  return FILES.has(content.type);
}

/** While Meta renames a type, the same file comes twice: a sticker as an image, an ig_post as a share. */
function distinct(pieces: readonly Content[]): Content[] {
  const seen = new Set<string>();
  return pieces.filter((piece) => {
    const name = isMedia(piece) ? (piece.id ?? piece.url) : undefined;
    if (name === undefined) return true;
    const known = seen.has(name);
    seen.add(name);
    return !known;
  });
}

function pieceOf(attachment: Attachment): Content {
  const { type = 'unknown', payload = {} } = attachment;
  const url = payload.url ?? attachment.url ?? undefined;
  const title = payload.title ?? (attachment.title || undefined);
  const media = mediaOf(type, payload, url, title);
  if (media) return media;
  if (type === 'template') return templateOf(payload, title);
  if (type === 'fallback' && url !== undefined) return linkOf(url, title);
  if (type === 'location' && payload.coordinates) {
    const { lat: latitude, long: longitude } = payload.coordinates;
    return { type: 'location', latitude, longitude, name: title, url };
  }
  if (type === 'appointment_booking') return bookingOf(payload);
  return { type: 'unsupported', provider_type: type };
}

/** Without an address there is nothing to fetch: Meta writes so of what it may not pass on. */
function mediaOf(
  type: string,
  { sticker_id, reel_video_id, ig_post_media_id }: Payload,
  url: string | undefined,
  caption: string | undefined,
): Media | null {
  const known = sticker_id === undefined ? own(MEDIA, type) : 'sticker';
  const id = sticker_id ?? reel_video_id ?? ig_post_media_id;
  if (!known || (url === undefined && id === undefined)) return null;
  return { type: known, id: id === undefined ? id : String(id), url, caption };
}

function linkOf(url: string, text: string | undefined): Content {
  return { type: 'text', text: url, format: 'plain', actions: [{ type: 'link', text, url }] };
}

function templateOf(read: Payload, title: string | undefined): Structured {
  const { template_type, generic, product, buttons = [], text = title } = read;
  const elements = read.elements ?? generic?.elements ?? product?.elements ?? [];
  const kind = own(TEMPLATES, template_type ?? (product ? 'product' : generic ? 'generic' : ''));
  const actions = buttons.map(actionOf);
  return {
    type: 'structured',
    kind: kind ?? 'template',
    text,
    ...(elements.length > 0 && { items: elements.map(itemOf) }),
    ...(actions.length > 0 && { actions }),
  };
}

function itemOf({ subtitle, image_url, url, buttons, price, ...read }: Element): ContentItem {
  const id = read.id ?? read.retailer_id ?? read.attachment_id;
  return {
    id: id === undefined ? id : String(id),
    title: read.title,
    description: subtitle,
    media_url: image_url ?? url,
    quantity: read.quantity,
    amount: price,
    currency: read.currency,
    actions: buttons?.map(actionOf),
  };
}

function actionOf({ type = '', title: text, payload, url }: Button): Action {
  if (LINKS.includes(type)) return { type: 'link', text, url, payload };
  return { type: type === 'payment' ? 'buy' : 'postback', text, payload, url };
}

function bookingOf(read: Payload): Structured {
  const fields: ContentField[] = BOOKING.flatMap((name) => {
    const value = read[name];
    return value === undefined ? [] : [{ name, value: String(value) }];
  });
  return { type: 'structured', kind: 'template', fields };
}

function own<Value>(map: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}

/** Meta's name of the first attachment that is more than a file: a shared reel, a mention in a story. */
export function attachmentTypeOf({ attachments = [] }: Message): string | undefined {
  return attachments.findLast(({ type = '' }) => own(MEDIA, type) !== type)?.type;
}
