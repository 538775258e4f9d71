import * as z from 'zod';

const text = z.string();

/** The business's phone number. */
const phoneNumber = z.object({
  display_phone_number: text.optional(),
  phone_number_id: text,
});

/** A customer as the webhook knows them; since 2026 the phone number (`wa_id`) may be absent. */
const contact = z.object({
  wa_id: text.optional(),
  user_id: text.optional(),
  /** One id for several portfolios of a business; a message can be sent to it. */
  parent_user_id: text.optional(),
  profile: z.object({ name: text.optional(), username: text.optional() }).optional(),
});

/** One of `errors[]`: of a message, of a status, or of the whole change. */
const errorEntry = z.object({
  code: z.union([z.number(), text]),
  title: text.optional(),
  message: text.optional(),
  error_data: z.object({ details: text.optional() }).optional(),
});

const changeValue = z.looseObject({});

/** A delivery: entries of WhatsApp Business Accounts, each with changes of subscribed fields. */
export const delivery = z.object({
  object: z.literal('whatsapp_business_account'),
  entry: z.array(
    z.object({
      id: text,
      /** Unix seconds; Meta sends it with changes of the account, which often have no time inside. */
      time: z.union([text, z.number()]).optional().catch(undefined),
      changes: z.array(z.object({ field: text, value: changeValue })),
    }),
  ),
});

/** What a change says of all its events. */
export const changeParts = z.object({
  metadata: phoneNumber.optional().catch(undefined),
  errors: z.array(errorEntry).optional().catch(undefined),
});

export const looseContact = contact.optional().catch(undefined);

const media = z.object({
  id: text.optional(),
  url: text.optional(),
  link: text.optional(),
  mime_type: text.optional(),
  sha256: text.optional(),
  caption: text.optional(),
  filename: text.optional(),
  voice: z.boolean().optional(),
  animated: z.boolean().optional(),
});

const reply = z.object({
  id: text,
  title: text.optional(),
  description: text.optional(),
});

const person = z.object({
  name: z.object({ formatted_name: text.optional() }).optional(),
  org: z.object({ company: text.optional() }).optional(),
  phones: z.array(z.object({ phone: text.optional() })).optional(),
  emails: z.array(z.object({ email: text.optional() })).optional(),
});

/** What a message says, by its `type`; an edit holds the same for the new version. */
const content = {
  type: text,
  text: z.object({ body: text }).optional(),
  image: media.optional(),
  audio: media.optional(),
  video: media.optional(),
  document: media.optional(),
  sticker: media.optional(),
  location: z
    .object({
      latitude: z.number(),
      longitude: z.number(),
      name: text.optional(),
      address: text.optional(),
      url: text.optional(),
    })
    .optional(),
  contacts: z.array(person).optional(),
  interactive: z
    .object({
      type: text,
      button_reply: reply.optional(),
      list_reply: reply.optional(),
      nfm_reply: z
        .object({ response_json: text.optional(), body: text.optional(), name: text.optional() })
        .optional(),
    })
    .optional(),
  button: z.object({ payload: text.optional(), text: text.optional() }).optional(),
  order: z
    .object({
      catalog_id: text.optional(),
      text: text.optional(),
      product_items: z.array(
        z.object({
          product_retailer_id: text,
          quantity: z.coerce.number().optional(),
          item_price: z.coerce.number().optional(),
          currency: text.optional(),
        }),
      ),
    })
    .optional(),
  errors: z.array(errorEntry).optional(),
};

export const messageContent = z.object(content);

/** One of `messages[]` or `message_echoes[]`. */
export const message = z.object({
  ...content,
  id: text,
  /** Unix seconds as text. */
  timestamp: z.union([text, z.number()]),
  from: text.optional(),
  from_user_id: text.optional(),
  to: text.optional(),
  to_user_id: text.optional(),
  group_id: text.optional(),
  context: z
    .object({
      id: text.optional(),
      forwarded: z.boolean().optional(),
      frequently_forwarded: z.boolean().optional(),
      referred_product: z
        .object({ catalog_id: text.optional(), product_retailer_id: text.optional() })
        .optional(),
    })
    .optional(),
  referral: z
    .object({
      source_type: text.optional(),
      source_id: text.optional(),
      source_url: text.optional(),
      headline: text.optional(),
      body: text.optional(),
      ctwa_clid: text.optional(),
    })
    .optional(),
  reaction: z.object({ message_id: text, emoji: text.optional() }).optional(),
  edit: z.object({ original_message_id: text, message: messageContent }).optional(),
  revoke: z.object({ original_message_id: text }).optional(),
  system: z
    .object({
      type: text.optional(),
      body: text.optional(),
      wa_id: text.optional(),
      new_wa_id: text.optional(),
      user_id: text.optional(),
      previous_user_id: text.optional(),
    })
    .optional(),
});

/** One of `statuses[]`. */
export const status = z.object({
  id: text,
  status: text,
  timestamp: z.union([text, z.number()]),
  recipient_id: text.optional(),
  recipient_user_id: text.optional(),
  recipient_type: text.optional(),
  recipient_participant_id: text.optional(),
  recipient_participant_user_id: text.optional(),
  biz_opaque_callback_data: text.optional(),
  conversation: z
    .object({ id: text.optional(), origin: z.object({ type: text.optional() }).optional() })
    .optional(),
  pricing: z
    .object({
      billable: z.boolean().optional(),
      pricing_model: text.optional(),
      type: text.optional(),
      category: text.optional(),
    })
    .optional(),
  errors: z.array(errorEntry).optional(),
});

/**
 * One of `user_id_update[]`: Meta gave a customer another business-scoped id. Since August 2026 Meta
 * documents the `system` message instead; some partners still send this.
 */
export const userIdUpdate = z.object({
  wa_id: text.optional(),
  user_id: z.object({ previous: text, current: text }),
  timestamp: z.union([text, z.number()]).optional(),
});

/** Whatever else stands there, a field that is no text is as good as absent. */
const loose = text.optional().catch(undefined);

/** What an event of any kind can have that tells whose it is and when it was. */
export const anyEvent = z.object({
  id: loose,
  timestamp: z.union([text, z.number()]).optional().catch(undefined),
  direction: loose,
  /** A call's `connect` and `terminate` share the call's id, as the states of a message share its own. */
  event: loose,
  status: loose,
  from_user_id: loose,
  to_user_id: loose,
  user_id: loose,
  recipient_user_id: loose,
  from: loose,
  to: loose,
  wa_id: loose,
  recipient_id: loose,
});

export type ChangeValue = z.infer<typeof changeValue>;
export type PhoneNumber = z.infer<typeof phoneNumber>;
export type Contact = z.infer<typeof contact>;
export type ErrorEntry = z.infer<typeof errorEntry>;
export type Message = z.infer<typeof message>;
export type MessageContent = z.infer<typeof messageContent>;
export type Status = z.infer<typeof status>;
