import * as z from 'zod';
import { maybe } from './payload.ts';

/** A text, or a text object of Block Kit. */
const words = z
  .union([z.string(), z.object({ text: z.string() })])
  .optional()
  .catch(undefined);

const option = z.object({ text: words, description: words, value: maybe, url: maybe });

const options = z.array(option).optional().catch(undefined);

/** A button, a menu, a part of a context; a date picker and the like have only their id. */
export const element = z.object({
  type: maybe,
  action_id: maybe,
  text: words,
  placeholder: words,
  url: maybe,
  value: maybe,
  image_url: maybe,
  alt_text: maybe,
  options,
  option_groups: z.array(z.object({ options })).optional().catch(undefined),
});

/** A block of Block Kit, other than `rich_text`. */
export const block = z.object({
  type: z.string(),
  block_id: maybe,
  text: words,
  fields: z.array(words).optional().catch(undefined),
  elements: z.array(element).optional().catch(undefined),
  accessory: element.optional().catch(undefined),
  element: element.optional().catch(undefined),
  label: words,
  title: words,
  description: words,
  image_url: maybe,
  alt_text: maybe,
  slack_file: z.object({ id: maybe, url: maybe }).optional().catch(undefined),
  video_url: maybe,
});

const legacyAction = z.object({
  type: maybe,
  name: maybe,
  text: maybe,
  value: maybe,
  url: maybe,
});

/** An attachment of the older kind: a card, a preview of a link, or a shared message. */
export const card = z.object({
  id: z.union([z.string(), z.number()]).optional().catch(undefined),
  pretext: maybe,
  title: maybe,
  title_link: maybe,
  text: maybe,
  fallback: maybe,
  fields: z
    .array(z.object({ title: maybe, value: maybe }))
    .optional()
    .catch(undefined),
  image_url: maybe,
  thumb_url: maybe,
  actions: z.array(legacyAction).optional().catch(undefined),
  blocks: z.array(z.unknown()).optional().catch(undefined),
  /** Of a preview: the link. */
  from_url: maybe,
  /** Of a shared message: where it stands. */
  is_share: z.boolean().optional().catch(undefined),
  channel_id: maybe,
  ts: z.union([z.string(), z.number()]).optional().catch(undefined),
});

export type Words = z.infer<typeof words>;
export type Element = z.infer<typeof element>;
export type Block = z.infer<typeof block>;
export type Card = z.infer<typeof card>;
