import * as z from 'zod';

const text = z.string();
/** What only adds to an event: an odd value counts as absent. */
const extra = text.optional().catch(undefined);
const count = z.number().int().nonnegative().optional().catch(undefined);

/** A delivery; `events` is empty when LINE only checks the endpoint. */
export const delivery = z.object({ destination: text, events: z.array(z.unknown()) });

export const source = z.object({ type: text, userId: extra, groupId: extra, roomId: extra });

/** What all events have. */
const common = {
  type: text,
  /** Milliseconds since 1970. */
  timestamp: z.number(),
  source: source.optional().catch(undefined),
  /** Absent in webhooks from before 2022. */
  webhookEventId: extra,
  mode: extra,
  replyToken: extra,
};

export const anyEvent = z.object(common);

const emoji = z.object({ productId: text, emojiId: text });
const mentionee = z.object({ type: extra, userId: extra, isSelf: z.boolean().optional() });

/** A message's content: which of the fields there are depends on its type. */
const message = z.object({
  id: text,
  type: text,
  text: extra,
  emojis: z.array(emoji).optional().catch(undefined),
  mention: z
    .object({ mentionees: z.array(mentionee) })
    .optional()
    .catch(undefined),
  quotedMessageId: extra,
  quoteToken: extra,
  markAsReadToken: extra,
  contentProvider: z
    .object({ type: extra, originalContentUrl: extra, previewImageUrl: extra })
    .optional()
    .catch(undefined),
  imageSet: z.object({ id: text, index: count, total: count }).optional().catch(undefined),
  /** Milliseconds. */
  duration: count,
  fileName: extra,
  fileSize: count,
  title: extra,
  address: extra,
  latitude: z.number().optional(),
  longitude: z.number().optional(),
  packageId: extra,
  stickerId: extra,
  stickerResourceType: extra,
  keywords: z.array(text).optional().catch(undefined),
});

/** `message` and `messageEdited`. */
export const messageEvent = z.object({ ...common, message });

export const unsendEvent = z.object({ ...common, unsend: z.object({ messageId: text }) });

/** `follow` and `unfollow`. */
export const followEvent = z.object({
  ...common,
  follow: z.object({ isUnblocked: z.boolean().optional() }).optional().catch(undefined),
});

const members = z.object({ members: z.array(z.object({ userId: extra })) }).optional();

/** `memberJoined` and `memberLeft`. */
export const memberEvent = z.object({ ...common, joined: members, left: members });

export const postbackEvent = z.object({
  ...common,
  postback: z.object({
    data: text,
    params: z.record(text, text).optional().catch(undefined),
  }),
});

export const accountLinkEvent = z.object({
  ...common,
  link: z.object({ result: text, nonce: text }),
});

export const deliveryEvent = z.object({ ...common, delivery: z.object({ data: text }) });

/** `activated`; `deactivated` has no such field. */
export const controlEvent = z.object({
  ...common,
  chatControl: z.object({ expireAt: z.number().optional() }).optional().catch(undefined),
});

export type LineEvent = z.infer<typeof anyEvent>;
export type Message = z.infer<typeof message>;
