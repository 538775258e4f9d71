import { jsonBody, jsonOf } from './subject.ts';

/** Two ways in which a provider tells the same things: their events must have the same ids. */
export interface Retelling {
  readonly name: string;
  /** The examples that tell it, and the bodies that tell it in another way. */
  readonly examples: readonly string[];
  readonly again: (...bodies: readonly Buffer[]) => readonly Buffer[];
}

type Fields = Readonly<Record<string, unknown>>;

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** The value with what stands at a path changed. */
function changed(
  value: unknown,
  path: readonly (string | number)[],
  to: (part: unknown) => unknown,
) {
  const [key, ...rest] = path;
  const replace = (part: unknown): unknown =>
    rest.length === 0 ? to(part) : changed(part, rest, to);
  if (key === undefined) return to(value);
  if (Array.isArray(value)) return value.map((part, n) => (n === key ? replace(part) : part));
  return { ...fields(value), [key]: replace(fields(value)[key]) };
}

const json = (to: (value: unknown) => unknown) => (body: Buffer) => jsonBody(to(jsonOf(body)));
const each = (to: (value: unknown) => unknown) => {
  return (...bodies: readonly Buffer[]) => bodies.map(json(to));
};

const twilioForm = (body: Buffer): Fields => {
  return Object.fromEntries(new URLSearchParams(body.toString('utf8').trim()));
};

/** The members of the REST API's list that a webhook's parameters tell of. */
function twilioHistory(...bodies: readonly Buffer[]): readonly Buffer[] {
  const messages = bodies.map(twilioForm).map((message) => ({
    sid: message.MessageSid,
    account_sid: message.AccountSid,
    conversation_sid: message.ConversationSid,
    participant_sid: message.ParticipantSid ?? null,
    author: message.Author,
    body: message.Body ?? null,
    index: Number(message.Index),
    // The API tells whole seconds, the webhook milliseconds.
    date_created: String(message.DateCreated).replace(/\.\d+Z$/, 'Z'),
    attributes: message.Attributes,
    media: null,
  }));
  return [jsonBody({ meta: { key: 'messages' }, messages })];
}

function twilioStream(...bodies: readonly Buffer[]): readonly Buffer[] {
  const events = bodies.map(twilioForm).map(({ Body, EventType: _type, ...data }, n) => ({
    specversion: '1.0',
    id: `EZ${n}`,
    type: 'com.twilio.conversations.message.added',
    source: 'AB1',
    data: { ...data, MessageBody: Body, Index: Number(data.Index) },
  }));
  return [jsonBody(events)];
}

const item = ['data', 'item'];
const parts = [...item, 'conversation_parts', 'conversation_parts'];

/** The conversation as Intercom's API returns it: with all its parts, in the place of the newest. */
function intercomHistory(...bodies: readonly Buffer[]): readonly Buffer[] {
  const all = bodies.flatMap((body) => {
    const found = parts.reduce<unknown>((value, key) => fields(value)[key], jsonOf(body));
    return Array.isArray(found) ? found : [];
  });
  const [first] = bodies;
  return first ? [jsonBody(changed(jsonOf(first), parts, () => all))] : [];
}

const parsedText = (value: unknown): unknown => JSON.parse(String(value));

/** By provider. Those that are not here have neither a history API nor a second form of a webhook. */
export const RETELLINGS: Readonly<Record<string, readonly Retelling[]>> = {
  'amazon-connect': [
    {
      name: 'an item of a chat without its notification, as GetTranscript lists it',
      examples: ['chat-message-from-customer.json', 'chat-message-from-agent.json'],
      again: each((body) => parsedText(fields(body).Message)),
    },
    {
      name: 'a contact event without its envelope',
      examples: ['contact-connected-to-agent.json'],
      again: each((body) => fields(body).detail),
    },
  ],
  intercom: [
    {
      name: 'a conversation with its parts, as the API returns it',
      examples: ['conversation-user-replied.json', 'conversation-admin-closed.json'],
      again: intercomHistory,
    },
    {
      name: 'another notification',
      examples: ['conversation-user-replied.json', 'conversation-admin-replied.json'],
      again: each((body) => ({ ...fields(body), id: 'notif_again', delivery_attempts: 3 })),
    },
  ],
  line: [
    {
      name: 'a redelivery',
      examples: ['message-text.json', 'postback.json'],
      again: each((body) =>
        changed(body, ['events', 0, 'deliveryContext'], () => ({ isRedelivery: true })),
      ),
    },
  ],
  slack: [
    {
      name: 'a message that also mentions the app',
      examples: ['app-mention.json'],
      again: each((body) => ({
        ...fields(changed(body, ['event', 'type'], () => 'message')),
        event_id: 'EvANOTHER',
      })),
    },
  ],
  'sunshine-conversations': [
    {
      name: 'another webhook of the app',
      examples: ['conversation-message-text.json', 'conversation-message-image.json'],
      again: each((body) => {
        const elsewhere = changed(body, ['webhook', 'id'], () => 'another');
        return changed(elsewhere, ['events', 0, 'id'], () => 'another');
      }),
    },
  ],
  'twilio-conversations': [
    {
      name: 'the list of messages of the REST API',
      examples: ['message-added-from-sms.txt', 'message-added-from-whatsapp.txt'],
      again: twilioHistory,
    },
    {
      name: 'Event Streams',
      examples: ['message-added-from-sms.txt', 'message-added-from-whatsapp.txt'],
      again: twilioStream,
    },
  ],
  'zendesk-support': [
    {
      name: 'another webhook of the account',
      examples: ['comment-added-by-customer.json', 'comment-added-by-agent.json'],
      again: each((body) => ({ ...fields(body), id: 'another' })),
    },
  ],
};
