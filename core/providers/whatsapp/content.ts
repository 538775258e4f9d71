import type { Content, ContentField } from '../../events/content.ts';
import type { ErrorEntry, MessageContent } from './payload.ts';

type Media = NonNullable<MessageContent['image']>;

/**
 * What a message says, in the log's terms.
 * @param errors what Meta could not do about it, where the message itself does not say
 */
export function contentOf(message: MessageContent, errors?: readonly ErrorEntry[]): Content {
  return mediaContent(message) ?? structuredContent(message) ?? plainContent(message, errors);
}

function plainContent(
  { type, text, location, contacts, errors: own }: MessageContent,
  errors: readonly ErrorEntry[] | undefined,
): Content {
  if (text) return { type: 'text', text: text.body, format: 'plain' };
  if (location) return { type: 'location', ...location };
  if (contacts) return { type: 'contacts', contacts: contacts.map(cardOf) };
  return { type: 'unsupported', provider_type: type, reason: reasonOf(own ?? errors) };
}

function mediaContent(message: MessageContent): Content | null {
  const { image, audio, video, document, sticker } = message;
  if (image) return { type: 'image', ...mediaOf(image) };
  if (audio) return { type: 'audio', ...mediaOf(audio) };
  if (video) return { type: 'video', ...mediaOf(video) };
  if (document) return { type: 'file', ...mediaOf(document) };
  if (sticker) return { type: 'sticker', ...mediaOf(sticker) };
  return null;
}

function mediaOf({ id, url, link, mime_type, sha256, caption, filename }: Media) {
  return { id, url: url ?? link, mime_type, sha256, caption, name: filename };
}

function structuredContent({ interactive, button, order }: MessageContent): Content | null {
  const pressed = interactive?.button_reply ?? interactive?.list_reply;
  if (pressed) return { type: 'text', text: pressed.title ?? pressed.id, format: 'plain' };
  if (button) return { type: 'text', text: button.text ?? button.payload ?? '', format: 'plain' };
  if (interactive?.nfm_reply) return formResponse(interactive.nfm_reply);
  if (!order) return null;
  return {
    type: 'structured',
    kind: 'order',
    text: order.text || undefined,
    items: order.product_items.map(({ product_retailer_id, quantity, item_price, currency }) => {
      return { id: product_retailer_id, quantity, amount: item_price, currency };
    }),
  };
}

/** The answer to a flow: its fields come as JSON inside a text. */
function formResponse(reply: {
  readonly response_json?: string | undefined;
  readonly body?: string | undefined;
}): Content {
  const fields = fieldsOf(reply.response_json ?? '');
  return { type: 'structured', kind: 'form_response', text: reply.body, fields };
}

function fieldsOf(json: string): ContentField[] {
  try {
    const answers: unknown = JSON.parse(json);
    if (answers === null || typeof answers !== 'object') return [];
    return Object.entries(answers).map(([name, value]) => {
      return { name, value: typeof value === 'string' ? value : JSON.stringify(value) };
    });
  } catch {
    return [{ name: 'response_json', value: json }];
  }
}

function cardOf({ name, org, phones, emails }: NonNullable<MessageContent['contacts']>[number]) {
  return {
    name: name?.formatted_name,
    organization: org?.company,
    phones: phones?.flatMap(({ phone }) => phone ?? []),
    emails: emails?.flatMap(({ email }) => email ?? []),
  };
}

/** The first error's code and title: what Meta says, never what a person wrote. */
export function reasonOf(errors: readonly ErrorEntry[] | undefined): string | undefined {
  const [error] = errors ?? [];
  return error && [error.code, error.title ?? error.message].filter(Boolean).join(' ');
}
