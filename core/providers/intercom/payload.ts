import * as z from 'zod';
import { jsonObject } from '../json-value.ts';
import { lenient, lenientBytes, lenientFlag, lenientText } from '../lenient.ts';

const text = z.string();
export const flat = jsonObject;

/** Ids are texts in API 2.x and numbers in raw models (`conversation.contact.attached`). */
export const id = z.union([text.min(1), z.number().int()]).transform(String);

/** Unix seconds; contacts and raw models have ISO 8601. */
export const time = z.union([z.number(), text]);

/** A single value that is not needed: of another kind than expected, it counts as absent. */
export const maybe = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().catch(undefined);

const maybeText = lenientText;

const maybeId = lenient((value) => {
  if (value === null || (typeof value === 'string' && value !== '')) return value;
  return Number.isSafeInteger(value) ? String(value) : undefined;
});

/** A delivery is one notification. */
export const delivery = jsonObject;

/** The envelope of a notification. `id` is null on pings. */
export const envelope = z.object({
  app_id: text.min(1),
  topic: text.min(1),
  id: maybe(text.min(1)),
  created_at: time.nullish(),
  first_sent_at: time.nullish(),
  data: z.object({ item: z.unknown().optional() }).nullish(),
});

/** A contact (1.x: user, lead), teammate, team or bot. `user_id` is 1.x's `external_id`. */
export const person = z.object({
  type: maybeText,
  id: maybeId,
  name: maybeText,
  email: maybeText,
  external_id: maybeId,
  user_id: maybeId,
  from_ai_agent: lenientFlag,
  is_ai_answer: lenientFlag,
});

const attachment = z.object({
  name: maybeText,
  url: maybeText,
  content_type: maybeText,
  filesize: lenientBytes,
});

const attachments = z.array(attachment).nullish();

const tag = z.object({
  id,
  name: maybeText,
  applied_at: time.nullish(),
  applied_by: person.nullish(),
});

const tagArray = z.array(tag);
const tagList = z.object({ tags: tagArray }).transform((list) => list.tags);

export const people = z.union([
  z.object({ contacts: z.array(person) }).transform(({ contacts }) => contacts),
  z.array(person),
]);

/** The message that opened a conversation: 2.x `source`, 1.x `conversation_message`. */
const source = z.object({
  id,
  type: maybeText,
  delivered_as: maybeText,
  subject: maybeText,
  body: text.nullish(),
  url: maybeText,
  author: person.nullish(),
  attachments,
  redacted: lenientFlag,
});

const partMetadata = z.object({
  quick_reply_options: z.array(z.object({ uuid: maybeId, text: maybeText })).nullish(),
  quick_reply_option_uuid: maybeId,
});

const emailMetadata = z.object({
  subject: maybeText,
  message_id: maybeText,
  email_address_headers: z.array(z.object({ type: maybeText, email_address: maybeText })).nullish(),
});

const label = z.object({ name: maybeText, label: maybeText, previous: maybeText }).nullish();
const attributeChange = z.object({ attribute: label, value: label });

/** A conversation part, in a notification and in the conversation as the API returns it. */
export const part = z.object({
  id,
  part_type: text,
  body: text.nullish(),
  created_at: time,
  updated_at: time.nullish(),
  author: person.nullish(),
  assigned_to: z.union([person, id.transform((admin) => ({ type: 'admin', id: admin }))]).nullish(),
  attachments,
  redacted: lenientFlag,
  tags: z.union([tagArray, tagList]).nullish(),
  metadata: partMetadata.nullish(),
  email_message_metadata: emailMetadata.nullish(),
  event_details: maybe(attributeChange),
  updated_attribute_data: maybe(attributeChange),
  ticket_state: maybeText,
  previous_ticket_state: maybeText,
});

const rating = z.object({
  rating: maybe(z.number()),
  remark: maybeText,
  created_at: time.nullish(),
  updated_at: time.nullish(),
  contact: person.nullish(),
  customer: person.nullish(),
  teammate: person.nullish(),
});

/** A conversation of API 1.x (`user`, `assignee`, `conversation_message`) or 2.x. */
export const conversation = z.object({
  id,
  created_at: time.nullish(),
  title: maybeText,
  state: maybeText,
  priority: maybeText,
  snoozed_until: maybe(time),
  company_id: maybeId,
  source: source.nullish(),
  conversation_message: source.nullish(),
  contacts: people.nullish(),
  user: person.nullish(),
  assignee: person.nullish(),
  admin_assignee_id: maybeId,
  team_assignee_id: maybeId,
  tags: z.union([tagList, tagArray]).nullish(),
  tags_added: z.union([tagList, tagArray]).nullish(),
  conversation_rating: rating.nullish(),
  conversation_parts: z.object({ conversation_parts: z.array(z.unknown()) }).nullish(),
  links: maybe(z.object({ conversation_web: maybeText })),
});

const rawPart = z.object({
  id,
  created_at: time,
  owner_id: maybeId,
  user_id: maybeId,
});

/** `conversation.contact.attached` and `.detached`: raw models instead of a conversation. */
export const membership = z.object({
  conversation: z.object({
    id: maybeId,
    model: z.object({ id: maybeId }).nullish(),
    parts: z.array(rawPart).nullish(),
  }),
  contact: person,
});

/** What a notification of any kind may name of its conversation, to file it there. */
export const anyItem = z
  .looseObject({
    type: maybeText,
    id: maybeId,
    conversation_id: maybeId,
    conversation: maybe(z.object({ id: maybeId, model: maybe(z.object({ id: maybeId })) })),
    ticket: maybe(z.object({ id: maybeId })),
  })
  .catch({});

export type Person = z.infer<typeof person>;
export type Attachment = z.infer<typeof attachment>;
export type Tag = z.infer<typeof tag>;
export type Source = z.infer<typeof source>;
export type Part = z.infer<typeof part>;
export type ConversationItem = z.infer<typeof conversation>;
