import * as z from 'zod';
import { jsonObject } from '../json-value.ts';
import { lenientBytes } from '../lenient.ts';

const text = z.string();
const whole = z.number().int();

/** A delivery is one Update: `update_id` and one more field, named for what happened. */
export const delivery = jsonObject;

export const user = z.object({
  id: whole,
  is_bot: z.boolean().optional(),
  first_name: text.optional(),
  last_name: text.optional(),
  username: text.optional(),
  language_code: text.optional(),
});

export const chat = z.object({
  id: whole,
  type: text.optional(),
  title: text.optional(),
  username: text.optional(),
  first_name: text.optional(),
  last_name: text.optional(),
});

const file = z.object({
  file_id: text,
  file_unique_id: text.optional(),
  file_name: text.optional(),
  mime_type: text.optional(),
  file_size: lenientBytes,
  duration: z.number().optional(),
});

const photoSize = file.extend({ width: z.number().optional(), height: z.number().optional() });

const sticker = file.extend({ emoji: text.optional(), set_name: text.optional() });

/** A number; some that stand between Telegram and the log write it as a text. */
const degrees = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .transform(Number),
]);

const location = z.object({
  latitude: degrees,
  longitude: degrees,
  live_period: z.number().optional(),
});

const button = z.object({
  text: text.optional(),
  callback_data: text.optional(),
  url: text.optional(),
  web_app: z.object({ url: text }).optional(),
  pay: z.boolean().optional(),
});

const replyMarkup = z.object({ inline_keyboard: z.array(z.array(button)).optional() });

/** What a message says: at most one of these, `caption` and buttons aside. */
const content = {
  text: text.optional(),
  caption: text.optional(),
  animation: file.optional(),
  audio: file.optional(),
  document: file.optional(),
  photo: z.array(photoSize).optional(),
  sticker: sticker.optional(),
  video: file.optional(),
  video_note: file.optional(),
  voice: file.optional(),
  contact: z
    .object({
      phone_number: text.optional(),
      first_name: text.optional(),
      last_name: text.optional(),
    })
    .optional(),
  dice: z.object({ emoji: text, value: z.number() }).optional(),
  poll: z
    .object({
      id: text,
      question: text,
      options: z.array(z.object({ text, persistent_id: text.optional() })),
    })
    .optional(),
  checklist: z
    .object({ title: text, tasks: z.array(z.object({ id: z.number(), text })) })
    .optional(),
  venue: z.object({ location, title: text.optional(), address: text.optional() }).optional(),
  location: location.optional(),
  invoice: z
    .object({
      title: text,
      description: text.optional(),
      currency: text.optional(),
      total_amount: z.number().optional(),
    })
    .optional(),
  successful_payment: z
    .object({
      currency: text,
      total_amount: z.number(),
      invoice_payload: text,
      telegram_payment_charge_id: text.optional(),
      provider_payment_charge_id: text.optional(),
    })
    .optional(),
  web_app_data: z.object({ data: text, button_text: text.optional() }).optional(),
  reply_markup: replyMarkup.optional(),
};

/** What happened to the chat, told as a message in it. */
const service = {
  new_chat_members: z.array(user).optional(),
  left_chat_member: user.optional(),
  new_chat_title: text.optional(),
  forum_topic_created: z.object({ name: text.optional() }).optional(),
  forum_topic_edited: z.object({ name: text.optional() }).optional(),
  migrate_to_chat_id: whole.optional(),
  migrate_from_chat_id: whole.optional(),
};

/** Where a message stands. */
export const messagePlace = {
  /** Counted up within the chat: Telegram's order of its messages. */
  message_id: whole.nonnegative(),
  chat,
  is_topic_message: z.boolean().optional(),
  message_thread_id: whole.optional(),
  direct_messages_topic: z.object({ topic_id: whole }).optional(),
  business_connection_id: text.optional(),
};

/** A message; loose, since a kind that we do not know is told by its field. */
export const message = z.looseObject({
  ...messagePlace,
  ...content,
  ...service,
  /** Unix seconds. */
  date: z.number(),
  edit_date: z.number().optional(),
  from: user.optional(),
  sender_chat: chat.optional(),
  sender_business_bot: user.optional(),
  is_automatic_forward: z.boolean().optional(),
  forward_origin: z.object({ type: text }).optional(),
  via_bot: user.optional(),
  media_group_id: text.optional(),
  author_signature: text.optional(),
  reply_to_message: z
    .object({ message_id: whole, forum_topic_created: z.unknown().optional() })
    .optional(),
});

export const callbackQuery = z.object({
  id: z.union([text, whole.transform(String)]),
  from: user,
  /** Absent for a message sent through inline mode; its `date` is 0 when the bot cannot read it. */
  message: z.object({ ...messagePlace, reply_markup: replyMarkup.optional() }).optional(),
  inline_message_id: text.optional(),
  chat_instance: text.optional(),
  data: text.optional(),
  game_short_name: text.optional(),
});

const reactionType = z.object({
  type: text,
  emoji: text.optional(),
  custom_emoji_id: text.optional(),
});

export const messageReaction = z.object({
  chat,
  message_id: whole,
  user: user.optional(),
  actor_chat: chat.optional(),
  date: z.number(),
  old_reaction: z.array(reactionType),
  new_reaction: z.array(reactionType),
});

const member = z.object({ status: text, user, is_member: z.boolean().optional() });

/** `my_chat_member` (the bot's own membership) and `chat_member`. */
export const memberChange = z.object({
  chat,
  from: user,
  date: z.number(),
  old_chat_member: member,
  new_chat_member: member,
});

export const deletedMessages = z.object({
  business_connection_id: text,
  chat,
  message_ids: z.array(whole).min(1),
});

/** What an update of any kind can have that tells whose it is and when it was. */
export const anyValue = z.object({
  date: z.number().optional().catch(undefined),
  remove_date: z.number().optional().catch(undefined),
  boost: z.object({ add_date: z.number() }).optional().catch(undefined),
  chat: chat.optional().catch(undefined),
  from: user.optional().catch(undefined),
  user: user.optional().catch(undefined),
  chat_type: text.optional().catch(undefined),
  is_topic_message: z.boolean().optional().catch(undefined),
  message_thread_id: whole.optional().catch(undefined),
  business_connection_id: text.optional().catch(undefined),
});

export type User = z.infer<typeof user>;
export type Chat = z.infer<typeof chat>;
export type Message = z.infer<typeof message>;
export type Button = z.infer<typeof button>;
export type Reaction = z.infer<typeof reactionType>;
export type PhotoSize = z.infer<typeof photoSize>;
export type Member = z.infer<typeof member>;
