import type { Content, ContentField } from '../../events/content.ts';
import type { Parameters } from './payload.ts';

type File = NonNullable<Content['attachments']>[number];

/** What a message says. */
export function contentOf(parameters: Parameters): Content {
  const { Body, MessageType, ButtonText, ListTitle } = parameters;
  const content =
    locationOf(parameters) ?? formResponseOf(parameters) ?? mediaContent(parameters) ?? null;
  if (content) return content;
  const text = Body || ButtonText || ListTitle;
  if (text) return { type: 'text', text, format: 'plain' };
  // An empty text is a message; a message of another kind of which no part arrived is not a text.
  const empty = Number(parameters.NumMedia || 0) === 0 && (!MessageType || MessageType === 'text');
  if (empty) return { type: 'text', text: '', format: 'plain' };
  return { type: 'unsupported', provider_type: MessageType || 'media' };
}

function locationOf({ Latitude, Longitude, Label, Address }: Parameters): Content | null {
  if (!Latitude || !Longitude) return null;
  const [latitude, longitude] = [Number(Latitude), Number(Longitude)];
  if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) return null;
  const name = Label || undefined;
  return { type: 'location', latitude, longitude, name, address: Address || undefined };
}

function mediaContent(parameters: Parameters): Content | null {
  const [first, ...others] = filesOf(parameters);
  if (!first) return null;
  const { Body } = parameters;
  if (isCard(first)) {
    const attachments = [first, ...others];
    if (Body) return { type: 'text', text: Body, format: 'plain', attachments };
    return { type: 'contacts', contacts: [], attachments };
  }
  const content = { ...first, caption: Body || undefined };
  return others.length > 0 ? { ...content, attachments: others } : content;
}

/** Contacts come as files: vCards, which Twilio keeps and does not send. */
function isCard({ mime_type = '' }: File): boolean {
  return mime_type.startsWith('text/vcard') || mime_type.startsWith('text/x-vcard');
}

function filesOf(parameters: Parameters): File[] {
  const files: File[] = [];
  for (let n = 0; ; n++) {
    const url = parameters[`MediaUrl${n}`];
    if (typeof url !== 'string' || url === '') return files;
    const mime = parameters[`MediaContentType${n}`];
    files.push(fileOf(url, typeof mime === 'string' ? mime : '', parameters.MessageType));
  }
}

function fileOf(url: string, mime: string, messageType: string | undefined): File {
  const id = url.slice(url.lastIndexOf('/') + 1);
  return {
    type: messageType === 'sticker' ? 'sticker' : kindOf(mime),
    id: id.startsWith('ME') ? id : undefined,
    url,
    mime_type: mime || undefined,
  };
}

function kindOf(mime: string): File['type'] {
  const [kind] = mime.split('/', 1);
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'file';
}

/**
 * The answer to a WhatsApp flow: `InteractiveData`, or `FlowData` alone, JSON inside a text.
 * Source: Twilio, "Twilio's request to your incoming message Webhook URL".
 */
function formResponseOf({ InteractiveData, FlowData, Body }: Parameters): Content | null {
  const json = InteractiveData || FlowData;
  if (!json) return null;
  return {
    type: 'structured',
    kind: 'form_response',
    text: Body || undefined,
    fields: fieldsOf(InteractiveData ? 'InteractiveData' : 'FlowData', json),
  };
}

function fieldsOf(name: string, json: string): ContentField[] {
  try {
    const data: unknown = JSON.parse(json);
    if (data === null || typeof data !== 'object') return [{ name, value: json }];
    const answers: unknown = 'flowResponse' in data ? data.flowResponse : data;
    if (answers === null || typeof answers !== 'object') return [{ name, value: json }];
    return Object.entries(answers).map(([field, value]) => {
      return { name: field, value: typeof value === 'string' ? value : JSON.stringify(value) };
    });
  } catch {
    return [{ name, value: json }];
  }
}
