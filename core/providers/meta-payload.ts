import * as z from 'zod';

const text = z.string();

/** Meta writes ids as texts and, in echoes and older versions, as numbers. */
const id = z.union([text, z.int()]);
const looseId = id.optional().catch(undefined);

/** Milliseconds; Meta's own samples also have seconds, and texts of digits. */
const time = z.union([z.number(), text.regex(/^\d{1,15}$/)]);

/** Meta's samples write `"true"` as well. */
const flag = z.union([z.boolean(), text]).optional();

const list = z.array(z.unknown()).optional().catch(undefined);

/** Loose in all it holds, so that one odd entry harms no other. */
const entry = z.looseObject({
  id: looseId,
  time: time.optional().catch(undefined),
  messaging: list,
  standby: list,
  changes: list,
});

const envelope = z.object({ object: text, entry: z.array(entry) });

/** A delivery; Meta's documentation of Instagram prints it inside an array. */
export const delivery = z.union([envelope, z.array(envelope)]);

/** A change of a subscribed field that is no messaging: a post, a comment. */
export const change = z.object({ field: text, value: z.unknown().optional() });

const party = z.object({
  id: id.optional(),
  /** A guest of the chat plugin or checkbox plugin, who has no id yet. */
  user_ref: text.optional(),
});

/** Who wrote to whom, and when: what messaging events of every kind have, with exceptions. */
export const parties = {
  sender: party.optional(),
  recipient: party.optional(),
  timestamp: time.optional(),
};

const button = z.object({
  type: text.optional(),
  title: text.optional(),
  payload: text.optional(),
  url: text.optional(),
});

const element = z.object({
  id: looseId,
  retailer_id: looseId,
  attachment_id: looseId,
  title: text.optional(),
  subtitle: text.optional(),
  image_url: text.optional(),
  url: text.optional(),
  quantity: z.number().optional(),
  price: z.number().optional(),
  currency: text.optional(),
  buttons: z.array(button).optional(),
});

const cards = z.object({ elements: z.array(element).optional() });

const attachment = z.object({
  type: text.optional(),
  title: text.nullish(),
  url: text.nullish(),
  payload: z
    .object({
      url: text.optional(),
      title: text.optional(),
      sticker_id: looseId,
      reel_video_id: looseId,
      ig_post_media_id: looseId,
      coordinates: z.object({ lat: z.number(), long: z.number() }).optional(),
      template_type: text.optional(),
      text: text.optional(),
      elements: z.array(element).optional(),
      buttons: z.array(button).optional(),
      generic: cards.optional(),
      product: cards.optional(),
      order_number: looseId,
      booking_id: looseId,
      status: text.optional(),
      start_time: z.number().optional(),
      end_time: z.number().optional(),
      timezone: text.optional(),
    })
    .optional()
    .catch(undefined),
});

/** Where a customer came from: an m.me or ig.me link, an ad, a product of the shop. */
const referral = z.object({
  ref: text.optional(),
  source: text.optional(),
  type: text.optional(),
  ad_id: looseId,
  referer_uri: text.optional(),
  product: z.object({ id: looseId }).optional(),
  ads_context_data: z
    .object({
      ad_title: text.optional(),
      photo_url: text.optional(),
      video_url: text.optional(),
      post_id: looseId,
      product_id: looseId,
    })
    .optional(),
});

const message = z.object({
  mid: text,
  text: text.optional(),
  is_echo: flag,
  is_deleted: flag,
  is_unsupported: flag,
  is_self: flag,
  app_id: looseId,
  /** Of an echo: what the caller of the Send API wrote beside the message. */
  metadata: text.optional().catch(undefined),
  quick_reply: z.object({ payload: text }).optional(),
  reply_to: z
    .object({
      mid: text.optional(),
      is_self_reply: flag,
      story: z.object({ id: looseId, url: text.optional() }).optional(),
    })
    .optional(),
  attachments: z.array(attachment).optional(),
  referral: referral.optional(),
  commands: z
    .array(z.object({ name: text }))
    .optional()
    .catch(undefined),
});

export const messageItem = z.object({
  ...parties,
  message,
  /** Names a guest who has become a customer with an id. */
  prior_message: z
    .object({ source: text.optional(), identifier: looseId })
    .optional()
    .catch(undefined),
});

export const editItem = z.object({
  ...parties,
  message_edit: z.object({ mid: text, text: text.optional(), num_edit: looseId }),
});

export const postbackItem = z.object({
  ...parties,
  postback: z.object({
    mid: text.optional(),
    title: text.optional(),
    /** Left out for an app in standby. */
    payload: text.optional(),
    referral: referral.optional(),
  }),
});

export const referralItem = z.object({ ...parties, referral });

export const reactionItem = z.object({
  ...parties,
  reaction: z.object({
    mid: text,
    action: text.optional(),
    reaction: text.optional(),
    emoji: text.optional(),
  }),
});

/** All messages up to the watermark; Messenger also names them (`mids`), Instagram names one (`mid`). */
const receipt = z.object({
  watermark: time.optional(),
  mids: z.array(text).optional(),
  mid: text.optional(),
});

export const receiptItem = z.object({
  ...parties,
  delivery: receipt.optional(),
  read: receipt.optional(),
});

const owner = id.nullish().catch(undefined);
const control = z
  .object({
    previous_owner_app_id: owner,
    new_owner_app_id: owner,
    requested_owner_app_id: owner,
    metadata: text.nullish().catch(undefined),
  })
  .optional();

export const controlItem = z.object({
  ...parties,
  pass_thread_control: control,
  take_thread_control: control,
  request_thread_control: control,
});

/** What an event of any kind can have that tells whose it is and when it was. */
export const anyItem = z.object({
  sender: party.optional().catch(undefined),
  recipient: party.optional().catch(undefined),
  timestamp: time.optional().catch(undefined),
  /** Of a change, in seconds. */
  created_time: time.optional().catch(undefined),
  id: looseId,
  from: z
    .object({ id: looseId, name: text.optional(), username: text.optional() })
    .optional()
    .catch(undefined),
});

export type MetaEntry = z.infer<typeof entry>;
export type Party = z.infer<typeof party>;
export type Time = z.infer<typeof time>;
export type Parties = z.infer<z.ZodObject<typeof parties>>;
export type MessageItem = z.infer<typeof messageItem>;
export type Message = z.infer<typeof message>;
export type Attachment = z.infer<typeof attachment>;
export type Element = z.infer<typeof element>;
export type Button = z.infer<typeof button>;
export type Referral = z.infer<typeof referral>;
