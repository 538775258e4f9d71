import type { Action, Content, ContentField, ContentItem } from '../../events/content.ts';
import { entryOf } from '../table-entry.ts';
import { attachmentsOf, placeOrContact } from './attachments.ts';
import type { Item, Message } from './payload.ts';

/** Contents that are an inquiry for one field. */
const INQUIRIES: Readonly<Record<string, ContentField>> = {
  input_email: { name: 'email', type: 'email' },
  input_text: { name: 'text', type: 'text' },
  input_textarea: { name: 'text', type: 'textarea' },
  input_csat: { name: 'rating', type: 'csat' },
};

/** Contents whose text is the message. */
const PLAIN = ['text', 'incoming_email', 'integrations', 'sticker'];

/**
 * What a message says. Agents write Markdown, and so do templates; what a customer wrote is as the
 * channel gave it.
 */
export function contentOf(message: Message, received: boolean): Content {
  const { content_attributes, content_type } = message;
  const unknown = content_type && !PLAIN.includes(content_type);
  const said = structured(message) ?? (unknown ? null : plain(message, received));
  if (said && !content_attributes?.is_unsupported) return said;
  return { type: 'unsupported', provider_type: content_type ?? undefined };
}

function plain(message: Message, received: boolean): Content | null {
  const { email } = message.content_attributes ?? {};
  const attachments = attachmentsOf(message.attachments ?? []);
  const text = message.content || email?.text_content?.reply || email?.text_content?.full;
  const html = email?.html_content?.reply || email?.html_content?.full;
  const [first, ...others] = attachments;
  const more = attachments.length > 0 ? { attachments } : {};
  // A text with one file is that file's caption, but for mails, which are texts with files.
  if (first && others.length === 0 && !email) return { ...first, caption: text || first.caption };
  if (text) return { type: 'text', text, format: received ? 'plain' : 'markdown', ...more };
  if (html) return { type: 'text', text: html, format: 'html', ...more };
  if (first) return { ...first, attachments: others };
  return placeOrContact(message.attachments ?? []);
}

function structured({ content, content_type, content_attributes }: Message): Content | null {
  const items = content_attributes?.items ?? [];
  const shared = { type: 'structured', text: content ?? undefined } as const;
  const inquiry = entryOf(INQUIRIES, content_type);
  if (inquiry) return { ...shared, kind: 'form', fields: [inquiry] };
  switch (content_type) {
    case 'input_select':
      return { ...shared, kind: 'quick_replies', actions: items.map(replyOf) };
    case 'cards':
      return { ...shared, kind: 'carousel', items: items.map(cardOf) };
    case 'form':
      return { ...shared, kind: 'form', fields: items.map(fieldOf) };
    case 'article':
      return { ...shared, kind: 'list', items: items.map(articleOf) };
    default:
      return null;
  }
}

function replyOf({ title, value }: Item): Action {
  return { type: 'reply', text: title ?? undefined, payload: value ?? undefined };
}

function cardOf({ title, description, media_url, actions }: Item): ContentItem {
  return {
    title: title ?? undefined,
    description: description ?? undefined,
    media_url: media_url ?? undefined,
    actions: actions?.map(({ type, text, uri, payload }) => ({
      type: type === 'link' ? 'link' : 'postback',
      text: text ?? undefined,
      url: uri ?? undefined,
      payload: payload ?? undefined,
    })),
  };
}

function articleOf({ title, description, link }: Item): ContentItem {
  const read = link ? [{ type: 'link' as const, url: link }] : undefined;
  return { title: title ?? undefined, description: description ?? undefined, actions: read };
}

function fieldOf({ name, label, type, options }: Item): ContentField {
  return {
    name: name ?? '',
    label: label ?? undefined,
    type: type ?? undefined,
    options: options?.map((one) => ({ value: one.value, label: one.label ?? undefined })),
  };
}
