import type { Action, Content } from '../../events/content.ts';
import type { Button, Message, PhotoSize } from './payload.ts';

type Media = NonNullable<Message['document']>;

/** Kinds of messages that the log has no content for; their payload is kept whole. */
const UNSUPPORTED = [
  'story',
  'game',
  'paid_media',
  'giveaway',
  'giveaway_winners',
  'live_photo',
  'rich_message',
];

/** What a message says; `null` for a message that says nothing (of service, or not known). */
export function contentOf(message: Message): Content | null {
  const content =
    mediaContent(message) ?? plainContent(message) ?? structuredContent(message) ?? null;
  if (!content) return unsupported(message);
  const actions = actionsOf(message);
  return actions.length > 0 ? { ...content, actions } : content;
}

function mediaContent(message: Message): Content | null {
  const { caption, photo, sticker } = message;
  const video = message.animation ?? message.video ?? message.video_note;
  const audio = message.audio ?? message.voice;
  const largest = photo && largestOf(photo);
  if (largest) return { type: 'image', ...mediaOf(largest), caption };
  // An animation comes as a document too.
  if (video) return { type: 'video', ...mediaOf(video), caption };
  if (audio) return { type: 'audio', ...mediaOf(audio), caption };
  if (message.document) return { type: 'file', ...mediaOf(message.document), caption };
  if (sticker) return { type: 'sticker', ...mediaOf(sticker), caption: sticker.emoji };
  return null;
}

/** A photo comes in several sizes of the same picture. */
function largestOf(sizes: readonly PhotoSize[]): PhotoSize | undefined {
  const area = ({ width = 0, height = 0 }: PhotoSize) => width * height;
  return sizes.toSorted((a, b) => area(b) - area(a))[0];
}

function mediaOf({ file_id, file_name, mime_type, file_size }: Media) {
  return { id: file_id, name: file_name, mime_type, size_bytes: file_size };
}

function plainContent({ text, contact, dice, venue, location }: Message): Content | null {
  if (text !== undefined) return { type: 'text', text, format: 'plain' };
  if (dice) return { type: 'text', text: `${dice.emoji} ${dice.value}`, format: 'plain' };
  if (venue) {
    const { latitude, longitude } = venue.location;
    return { type: 'location', latitude, longitude, name: venue.title, address: venue.address };
  }
  if (location) {
    return { type: 'location', latitude: location.latitude, longitude: location.longitude };
  }
  if (!contact) return null;
  const name = [contact.first_name, contact.last_name].filter(Boolean).join(' ');
  const phones = contact.phone_number === undefined ? undefined : [contact.phone_number];
  return { type: 'contacts', contacts: [{ name: name || undefined, phones }] };
}

function structuredContent(message: Message): Content | null {
  const { poll, checklist, invoice, successful_payment: payment, web_app_data: form } = message;
  if (poll) {
    const items = poll.options.map(({ text, persistent_id }) => ({
      id: persistent_id,
      title: text,
    }));
    return { type: 'structured', kind: 'list', text: poll.question, items };
  }
  if (checklist) {
    const items = checklist.tasks.map(({ id, text }) => ({ id: String(id), title: text }));
    return { type: 'structured', kind: 'list', text: checklist.title, items };
  }
  if (invoice) {
    const { title, description, total_amount: amount, currency } = invoice;
    return {
      type: 'structured',
      kind: 'product',
      items: [{ title, description, amount, currency }],
    };
  }
  if (payment) {
    const { invoice_payload: id, total_amount: amount, currency } = payment;
    return { type: 'structured', kind: 'order', items: [{ id, amount, currency }] };
  }
  if (!form) return null;
  const fields = [{ name: 'data', value: form.data }];
  return { type: 'structured', kind: 'form_response', text: form.button_text, fields };
}

function unsupported(message: Message): Content | null {
  const kind = UNSUPPORTED.find((name) => message[name] !== undefined);
  return kind === undefined ? null : { type: 'unsupported', provider_type: kind };
}

/** The buttons under a message that a bot sent. */
function actionsOf({ reply_markup }: Message): Action[] {
  return (reply_markup?.inline_keyboard ?? []).flat().flatMap((button) => actionOf(button) ?? []);
}

function actionOf({ text, callback_data, url, web_app, pay }: Button): Action | null {
  if (callback_data !== undefined) return { type: 'postback', text, payload: callback_data };
  if (url !== undefined) return { type: 'link', text, url };
  if (web_app) return { type: 'webview', text, url: web_app.url };
  return pay ? { type: 'buy', text } : null;
}
