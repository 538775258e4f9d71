import * as z from 'zod';
import {
  lenientBytes,
  lenientFlag,
  lenientNumber,
  lenientText,
  lenientTextOrNumber,
} from '../lenient.ts';

const text = z.string();
/** What only adds to an event: an odd value counts as absent. */
const extra = lenientText;
const flag = lenientFlag;
const number = lenientNumber;
const id = z.union([z.number(), text]);
const extraId = lenientTextOrNumber;
/** ISO 8601 or unix seconds. */
const time = z.union([z.number(), text]);
const extraTime = lenientTextOrNumber;

/** Something of which a part does not fit counts as absent. */
function part<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.object(shape).nullish().catch(undefined);
}

/** A delivery is one event: its name beside what it is about. */
export const delivery = z.looseObject({ event: text });

const person = {
  id,
  name: extra,
  email: extra,
  phone_number: extra,
  /** The id that the operator's own systems gave a contact. */
  identifier: extra,
  /** `contact`, `user`, `agent_bot`, `captain_assistant`; contacts of newer versions have none. */
  type: extra,
};

const named = part({ id, name: extra });

/** The last message of a conversation as it is now: the only place where statuses are told. */
const lastMessage = z.object({
  id: extraId,
  account_id: extraId,
  status: extra,
  updated_at: extraTime,
  content_attributes: part({ external_error: extra }),
});

/** A conversation, as it is now. */
const conversationShape = {
  /** Counted per account: what Chatwoot elsewhere calls the display id. */
  id,
  inbox_id: extraId,
  account_id: extraId,
  channel: extra,
  status: extra,
  contact_inbox: part({ id: extraId, contact_id: extraId, source_id: extra }),
  messages: z.array(lastMessage).nullish().catch(undefined),
  meta: part({ sender: part(person), assignee: part(person), team: named }),
  additional_attributes: part({ type: extra, referer: extra, mail_subject: extra }),
  priority: extra,
  snoozed_until: extraTime,
  created_at: extraTime,
  updated_at: extraTime,
  /** The time of its last activity. */
  timestamp: extraTime,
};

const conversation = z.object(conversationShape);

const changes = z
  .array(z.record(text, z.object({ previous_value: z.unknown(), current_value: z.unknown() })))
  .nullish()
  .catch(undefined);

/** `conversation_created`, `_status_changed`, `_updated`, `_opened` and `_resolved`. */
export const conversationEvent = z.object({
  ...conversationShape,
  account: named,
  inbox: named,
  changed_attributes: changes,
});

const action = z.object({ type: extra, text: extra, uri: extra, payload: extra });
const option = z.object({ value: text, label: extra });

/** An option, a card, a field or an article. */
const item = z.object({
  name: extra,
  label: extra,
  type: extra,
  title: extra,
  value: extra,
  description: extra,
  media_url: extra,
  link: extra,
  actions: z.array(action).nullish().catch(undefined),
  options: z.array(option).nullish().catch(undefined),
});

const mailText = part({ full: extra, reply: extra });
const submitted = z.object({ name: extra, title: extra, value: z.unknown().optional() });

const contentAttributes = part({
  items: z.array(item).nullish().catch(undefined),
  submitted_email: extra,
  submitted_values: z
    .union([
      z.array(submitted),
      z.object({
        csat_survey_response: z.object({ rating: z.coerce.number(), feedback_message: extra }),
      }),
    ])
    .nullish()
    .catch(undefined),
  deleted: flag,
  edited: flag,
  is_edited: flag,
  is_unsupported: flag,
  in_reply_to: extraId,
  in_reply_to_external_id: extra,
  external_error: extra,
  automation_rule_id: extraId,
  email: part({
    subject: extra,
    message_id: extra,
    from: z.array(text).nullish().catch(undefined),
    cc: z.array(text).nullish().catch(undefined),
    text_content: mailText,
    html_content: mailText,
  }),
});

const attachment = z.object({
  id: extraId,
  file_type: extra,
  data_url: extra,
  file_size: lenientBytes,
  fallback_title: extra,
  coordinates_lat: number,
  coordinates_long: number,
  meta: part({ first_name: extra, last_name: extra }),
});

/** `message_created` and `message_updated`. */
export const messageEvent = z.object({
  id,
  content: extra,
  content_type: extra,
  content_attributes: contentAttributes,
  additional_attributes: part({
    campaign_id: extraId,
    template_params: part({ name: extra, language: extra, category: extra }),
  }),
  message_type: id,
  private: flag,
  created_at: time,
  updated_at: extraTime,
  status: extra,
  /** The channel's own id of the message. */
  source_id: extra,
  sender: part(person),
  /** The contact, in webhooks of 2020. */
  contact: part(person),
  inbox: named,
  account: named,
  conversation,
  attachments: z.array(attachment).nullish().catch(undefined),
});

export const typingEvent = z.object({
  user: part(person),
  conversation,
  is_private: flag,
});

/** `contact_created` and `contact_updated`. */
export const contactEvent = z.object({ ...person, account: named, changed_attributes: changes });

/** What any event can tell of where and when it belongs. */
export const anyEvent = z.object({
  conversation: conversation.nullish().catch(undefined),
  current_conversation: conversation.nullish().catch(undefined),
  contact: part(person),
  inbox: named,
  account: named,
  updated_at: extraTime,
});

/** Something that is itself a conversation: it has one in its inbox and a contact. */
export const bareConversation = z.object({
  ...conversationShape,
  inbox_id: id,
  contact_inbox: z.object({ contact_id: extraId, source_id: extra }),
});

export type Named = z.infer<typeof named>;
export type Person = z.infer<z.ZodObject<typeof person>>;
export type Conversation = z.infer<typeof conversation>;
export type Message = z.infer<typeof messageEvent>;
export type Attachment = z.infer<typeof attachment>;
export type Item = z.infer<typeof item>;
export type ConversationEvent = z.infer<typeof conversationEvent>;
export type Submitted = z.infer<typeof submitted>;
export type Changes = z.infer<typeof changes>;
