import * as z from 'zod';

/** Something the customer can press: a quick reply, a button, a link. */
export const action = z.object({
  type: z.enum(['reply', 'postback', 'link', 'buy', 'webview', 'location_request']),
  id: z.string().optional(),
  text: z.string().optional(),
  payload: z.string().optional(),
  url: z.string().optional(),
  /** In the smallest unit of the currency, as Sunshine Conversations and Stripe count. */
  amount: z.number().optional(),
  currency: z.string().optional(),
});

const mediaFields = {
  id: z.string().optional(),
  url: z.string().optional(),
  mime_type: z.string().optional(),
  name: z.string().optional(),
  size_bytes: z.number().int().nonnegative().optional(),
  sha256: z.string().optional(),
};

/** A file that comes with a message beside its content. */
export const attachment = z.object({
  type: z.enum(['image', 'audio', 'video', 'file', 'sticker']),
  ...mediaFields,
  caption: z.string().optional(),
});

const extras = {
  actions: z.array(action).optional(),
  attachments: z.array(attachment).optional(),
};

function media<const T extends string>(type: T) {
  return z.object({
    type: z.literal(type),
    ...mediaFields,
    caption: z.string().optional(),
    ...extras,
  });
}

/** One card of a carousel, row of a list, line of an order. */
export const item = z.object({
  id: z.string().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  media_url: z.string().optional(),
  quantity: z.number().optional(),
  amount: z.number().optional(),
  currency: z.string().optional(),
  actions: z.array(action).optional(),
});

/** One field of a form, with the answer where there is one. */
export const field = z.object({
  name: z.string(),
  label: z.string().optional(),
  type: z.string().optional(),
  value: z.string().optional(),
  options: z.array(z.object({ value: z.string(), label: z.string().optional() })).optional(),
});

/** A person's card in a `contacts` message. */
export const contact = z.object({
  name: z.string().optional(),
  organization: z.string().optional(),
  phones: z.array(z.string()).optional(),
  emails: z.array(z.string()).optional(),
});

/** What a message says: a union by `type`. Any content may carry `actions` and `attachments`. */
export const content = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('text'),
    text: z.string(),
    format: z.enum(['plain', 'html', 'markdown']),
    ...extras,
  }),
  media('image'),
  media('audio'),
  media('video'),
  media('file'),
  media('sticker'),
  z.object({
    type: z.literal('location'),
    latitude: z.number(),
    longitude: z.number(),
    name: z.string().optional(),
    address: z.string().optional(),
    url: z.string().optional(),
    ...extras,
  }),
  z.object({ type: z.literal('contacts'), contacts: z.array(contact), ...extras }),
  z.object({
    type: z.literal('structured'),
    kind: z.enum([
      'buttons',
      'quick_replies',
      'list',
      'carousel',
      'form',
      'form_response',
      'template',
      'order',
      'product',
      'flow',
    ]),
    text: z.string().optional(),
    items: z.array(item).optional(),
    fields: z.array(field).optional(),
    ...extras,
  }),
  z.object({
    type: z.literal('unsupported'),
    /** The provider's own name of the kind of message. */
    provider_type: z.string().optional(),
    reason: z.string().optional(),
    ...extras,
  }),
]);

/** All kinds of content. */
export const CONTENT_TYPES = content.options.map(({ shape }) => shape.type.value);

export type Action = z.infer<typeof action>;
export type Content = z.infer<typeof content>;
export type ContentItem = z.infer<typeof item>;
export type ContentField = z.infer<typeof field>;

/** The number of files a content brings: itself where it is a file, and its attachments. */
export function attachmentCount(value: Content): number {
  const own = ['image', 'audio', 'video', 'file', 'sticker'].includes(value.type) ? 1 : 0;
  return own + (value.attachments?.length ?? 0);
}
