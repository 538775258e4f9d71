import * as z from 'zod';

const text = z.string().optional();

/** `Index`, and what counts by it: whole numbers, as texts in webhooks. */
const index = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
  .optional()
  .catch(undefined);

/** Names that webhooks have otherwise. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['MessageBody', 'Body'],
  ['MessageSubject', 'Subject'],
]);

/** Parameters that are JSON: texts in webhooks and in part of the REST API, else JSON itself. */
const WHOLE = new Set(['Attributes', 'Media']);

/** The parameters of a webhook that say what it is. */
export const parameters = z.object({
  AccountSid: text,
  ChatServiceSid: text,
  MessagingServiceSid: text,
  ConversationSid: text,
  MessageSid: text,
  ParticipantSid: text,
  UserSid: text,
  ChannelMessageSid: text,
  DeliveryReceiptSid: text,
  ContentSid: text,
  Source: text,
  ClientIdentity: text,
  Author: text,
  Identity: text,
  AuthorAddress: text,
  FriendlyName: text,
  'MessagingBinding.Address': text,
  'MessagingBinding.ProxyAddress': text,
  'MessagingBinding.ProjectedAddress': text,
  'MessagingBinding.AuthorAddress': text,
  'MessagingBinding.Type': text,
  'MessagingBinding.Name': text,
  Index: index,
  LastReadMessageIndex: index,
  LastReadTimestamp: text,
  Body: text,
  Media: z.unknown().optional(),
  Attributes: z.unknown().optional(),
  State: text,
  StateFrom: text,
  StateTo: text,
  Reason: text,
  Status: text,
  ErrorCode: text,
  DateCreated: text,
  DateUpdated: text,
  DateRemoved: text,
  StateUpdated: text,
});

export type Parameters = z.infer<typeof parameters>;

type Data = Readonly<Record<string, unknown>>;

/**
 * The data of an event in the form of a webhook's parameters: texts under flat names, without those
 * that say nothing.
 */
export function flattened(
  data: Data,
  rename: (name: string) => string = (name) => name,
): Record<string, unknown> {
  const flat: Record<string, unknown> = {};
  addTo(flat, '', data, rename);
  return flat;
}

function addTo(
  flat: Record<string, unknown>,
  prefix: string,
  data: Data,
  rename: (name: string) => string,
): void {
  for (const given of Object.keys(data)) {
    const value = data[given];
    if (value === null || value === undefined || value === '' || given === '__proto__') continue;
    const renamed = rename(given);
    const name = prefix + (RENAMED.get(renamed) ?? renamed);
    if (typeof value === 'string' || WHOLE.has(name)) flat[name] = value;
    else if (Array.isArray(value)) flat[name] = listOf(value);
    else if (!isData(value)) flat[name] = String(value);
    else if (prefix.length < 100) addTo(flat, `${name}.`, value, rename);
  }
}

function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null;
}

/** Texts become one; a list of anything else is no parameter that we know. */
function listOf(values: readonly unknown[]): unknown {
  return values.every((value) => typeof value === 'string') ? values.join(',') : values;
}

/** `messaging_binding` of the REST API is `MessagingBinding` in webhooks. */
export function pascalCase(name: string): string {
  return name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
