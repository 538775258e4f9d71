import type { Action, Content, ContentField, ContentItem } from '../../events/content.ts';
import type { FormField, MessageAction, MessageContent } from './content-payload.ts';
import { templateFields } from './template.ts';

const ACTIONS: ReadonlyMap<string, Action['type']> = new Map([
  ['buy', 'buy'],
  ['link', 'link'],
  ['locationRequest', 'location_request'],
  ['postback', 'postback'],
  ['reply', 'reply'],
  ['webview', 'webview'],
]);

type Media = Extract<Content, { readonly type: 'image' }>;

/**
 * What a message says (Sunshine Conversations API, schema `content`). Of a text in several formats
 * the plain one is the content: the vendor derives it from the others where it is not given.
 */
export function contentOf(content: MessageContent | null | undefined): Content {
  if (!content) return { type: 'unsupported', reason: 'The message has no content.' };
  const actions = content.actions?.length ? content.actions.map(actionOf) : undefined;
  return { ...plainContent(content), ...(actions && { actions }) };
}

function plainContent(content: MessageContent): Content {
  switch (content.type) {
    case 'text':
      return textOf(content);
    case 'image':
      return { type: 'image', ...mediaOf(content) };
    case 'file':
      return {
        type: fileType(content.mediaType),
        ...mediaOf(content),
        name: present(content.altText),
      };
    case 'location':
      return locationOf(content);
    case 'carousel':
    case 'list':
    case 'form':
    case 'formResponse':
    case 'template':
      return structuredOf(content, content.type);
    default:
      return { type: 'unsupported', provider_type: content.type };
  }
}

function textOf({ text, markdownText, htmlText }: MessageContent): Content {
  if (text) return { type: 'text', text, format: 'plain' };
  if (markdownText) return { type: 'text', text: markdownText, format: 'markdown' };
  if (htmlText) return { type: 'text', text: htmlText, format: 'html' };
  return { type: 'text', text: '', format: 'plain' };
}

function mediaOf(content: MessageContent): Omit<Media, 'type'> {
  return {
    id: present(content.attachmentId),
    url: present(content.mediaUrl),
    mime_type: present(content.mediaType),
    size_bytes: content.mediaSize,
    caption: present(content.text),
  };
}

/** Channels' voice notes and videos come as `file`; the media type tells. */
function fileType(mediaType: string | null | undefined): 'audio' | 'video' | 'file' {
  if (mediaType?.startsWith('audio/')) return 'audio';
  return mediaType?.startsWith('video/') ? 'video' : 'file';
}

function locationOf({ type, coordinates, location }: MessageContent): Content {
  if (!coordinates) return { type: 'unsupported', provider_type: type, reason: 'No coordinates.' };
  return {
    type: 'location',
    latitude: coordinates.lat,
    longitude: coordinates.long,
    name: present(location?.name),
    address: present(location?.address),
  };
}

function structuredOf(
  content: MessageContent,
  type: 'carousel' | 'list' | 'form' | 'formResponse' | 'template',
): Content {
  const fields = content.template ? templateFields(content.template) : content.fields?.map(fieldOf);
  return {
    type: 'structured',
    kind: type === 'formResponse' ? 'form_response' : type,
    text: present(content.text) ?? present(content.textFallback),
    ...(content.items && { items: content.items.map(itemOf) }),
    ...(fields && { fields }),
  };
}

function itemOf(item: NonNullable<MessageContent['items']>[number]): ContentItem {
  return {
    title: present(item.title),
    description: present(item.description),
    media_url: present(item.mediaUrl),
    ...(item.actions?.length && { actions: item.actions.map(actionOf) }),
  };
}

/** A field of a form, or of its response: then with the answer, of a `select` the chosen names. */
function fieldOf(field: FormField): ContentField {
  const options = field.options ?? field.select;
  return {
    name: field.name,
    label: present(field.label),
    type: present(field.type),
    value: field.text ?? field.email ?? field.select?.map(({ name }) => name).join(', '),
    ...(options && {
      options: options.map(({ name, label }) => ({ value: name, label: present(label) })),
    }),
  };
}

/** An action of a kind that the vendor adds is a link where it has an address, else a postback. */
function actionOf(action: MessageAction): Action {
  const url = present(action.uri);
  return {
    type: ACTIONS.get(action.type) ?? (url ? 'link' : 'postback'),
    text: present(action.text),
    payload: present(action.payload),
    url,
    amount: action.amount ?? undefined,
    currency: present(action.currency),
  };
}

function present(value: string | null | undefined): string | undefined {
  return value || undefined;
}
