import type { MessageRecord } from '../../../core/api/zendesk-schemas.ts';
import type { Action, Content, ContentField, ContentItem } from '../../../core/events/content.ts';
import type { Saying } from './ticket-log.ts';

type MessageContent = MessageRecord['content'];
type Metadata = Readonly<Record<string, string>>;

/** What stands for words that were redacted: the webhook does not say which they were. */
const REDACTED = '▇▇▇';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '<br>',
};

/** A comment as HTML: as Zendesk wrote it, else its plain text in Zendesk's wrapping. */
export function commentBody({ event, deleted }: Saying): string {
  const { note, message, metadata } = event;
  const content = message?.content;
  const text = note?.text ?? (content?.type === 'text' ? content.text : '');
  if (deleted) return wrapped(REDACTED);
  return metadata?.html_text ?? wrapped(text);
}

function wrapped(text: string): string {
  const html = text.replace(/[&<>"\n]/g, (character) => ESCAPES[character] ?? character);
  return `<div class="zd-comment" dir="auto">${html}</div>`;
}

/** A message's content; of a deleted one nothing is left but an empty text. */
export function messageContent({ event, deleted }: Saying): MessageContent {
  const content = event.message?.content;
  if (deleted || content === undefined) return { type: 'text', text: '' };
  const { actions } = content;
  const form = contentForm(content, event.metadata ?? {});
  if (!actions?.length) return form;
  const nested = form.type === 'text';
  return {
    ...form,
    actions: actions.map((action) => (nested ? nestedAction(action) : flatAction(action))),
  };
}

/** The form of a content in the Sunshine Conversations API (schema `content`). */
function contentForm(content: Content, metadata: Metadata): MessageContent {
  switch (content.type) {
    case 'text':
      return { type: 'text', text: content.text };
    case 'image':
    case 'audio':
    case 'video':
    case 'file':
    case 'sticker':
      return mediaForm(content, metadata);
    case 'location':
      return locationForm(content);
    case 'structured':
      return structuredForm(content, metadata);
    case 'contacts':
      return { type: 'text', text: content.contacts.map(({ name }) => name ?? '').join(', ') };
    default:
      return present({
        type: content.provider_type ?? 'text',
        text: metadata.fallback_text ?? '',
      });
  }
}

type ContentOf<Type extends Content['type']> = Extract<Content, { readonly type: Type }>;

function mediaForm(
  content: ContentOf<'image' | 'audio' | 'video' | 'file' | 'sticker'>,
  metadata: Metadata,
): MessageContent {
  return present({
    type: content.type === 'image' ? 'image' : 'file',
    text: content.caption,
    mediaUrl: content.url,
    mediaType: content.mime_type,
    mediaSize: content.size_bytes,
    altText: content.name ?? metadata.alt_text,
    attachmentId: content.id,
  });
}

function locationForm(content: ContentOf<'location'>): MessageContent {
  const { latitude, longitude, name, address } = content;
  const place = name ?? address;
  return present({
    type: 'location',
    coordinates: { lat: latitude, long: longitude },
    location: place === undefined ? undefined : present({ name, address }),
  });
}

/** `buttons` and such are a text with actions; the other kinds have a type of their own. */
function structuredForm(content: ContentOf<'structured'>, metadata: Metadata): MessageContent {
  const { kind, text, items, fields } = content;
  switch (kind) {
    case 'carousel':
    case 'list':
      return present({ type: kind, text, items: items?.map(itemForm) });
    case 'form':
      return present({ type: 'form', text, fields: fields?.map(questionForm) });
    case 'form_response':
      return present({ type: 'formResponse', textFallback: text, fields: fields?.map(answerForm) });
    case 'template':
      return { type: 'template', template: templateForm(metadata) };
    default:
      return { type: 'text', text: text ?? '' };
  }
}

function templateForm(metadata: Metadata) {
  const language = metadata.template_language;
  return present({
    name: metadata.template_name,
    namespace: metadata.template_namespace,
    language: language === undefined ? undefined : { code: language },
  });
}

function itemForm({ title, description, media_url, actions }: ContentItem) {
  return present({ title, description, mediaUrl: media_url, actions: actions?.map(flatAction) });
}

function questionForm({ name, label, type, options }: ContentField) {
  return present({ name, label, type, options: options?.map(choiceForm) });
}

/** The answer stands under the field's type; of a choice it is the chosen options. */
function answerForm({ name, label, type, value, options }: ContentField) {
  const answer =
    type === 'select' ? { select: options?.map(choiceForm) } : { [type ?? 'text']: value };
  return present({ name, label, type, ...answer });
}

function choiceForm({
  value,
  label,
}: {
  readonly value: string;
  readonly label?: string | undefined;
}) {
  return present({ name: value, label });
}

/** Sunshine Conversations' own form of an action. */
function flatAction(action: Action) {
  return present({ type: actionType(action), ...actionFields(action) });
}

/** The form of an action beside a text in Zendesk's log: its fields under its type, `{"reply": {"text", "payload"}}`. */
function nestedAction(action: Action) {
  return { [actionType(action)]: actionFields(action) };
}

function actionType({ type }: Action): string {
  return type === 'location_request' ? 'locationRequest' : type;
}

function actionFields({ text, payload, url, amount, currency }: Action) {
  return present({ text, payload, uri: url, amount, currency });
}

/** The fields that have a value. */
function present<Fields extends object>(fields: Fields): Fields {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as Fields;
}
