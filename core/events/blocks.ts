import * as z from 'zod';
import { content } from './content.ts';

/** Channels a customer can be on. */
export const CHANNEL_TYPES = [
  'whatsapp',
  'web',
  'ios',
  'android',
  'messenger',
  'instagram',
  'sms',
  'mms',
  'rcs',
  'email',
  'telegram',
  'line',
  'slack',
  'apple',
  'viber',
  'wechat',
  'api',
  'voice',
  'other',
] as const;

export type ChannelType = (typeof CHANNEL_TYPES)[number];

export const role = z.enum(['customer', 'agent', 'bot', 'system']);

/** `usr_` and 24 Crockford characters; see identity.ts. */
export const participantId = z.string().regex(/^usr_[0-9A-HJKMNP-TV-Z]{24}$/);

export const participant = z.object({
  role,
  id: participantId,
  /** The provider's own id of the person or bot. */
  provider_id: z.string().optional(),
  /** The address on the channel: a phone number, a page-scoped id. */
  channel_id: z.string().optional(),
  /** The id that the operator's own systems gave. */
  external_id: z.string().optional(),
  name: z.string().optional(),
});

export const origin = z.object({
  source_id: z.string(),
  provider: z.string(),
  account_id: z.string().optional(),
  event_type: z.string(),
  event_id: z.string().optional(),
  conversation_id: z.string().optional(),
  delivery_id: z.string(),
});

export const channel = z.object({
  type: z.enum(CHANNEL_TYPES),
  metadata: z.record(z.string(), z.string()),
});

export const message = z.object({
  id: z.string(),
  content: content.optional(),
  attachment_count: z.number().int().nonnegative().optional(),
  /** The message that this one shows as a quotation. */
  quoted_message_id: z.string().optional(),
  /** The message that this one answers without quoting it: the one whose button was pressed. */
  in_reply_to: z.string().optional(),
});

/** What a conversation can be. */
export const STATUSES = ['open', 'pending', 'closed'] as const;

const status = z.enum(STATUSES);

export const change = z.object({
  status: status.optional(),
  previous_status: status.optional(),
  assignee_id: z.string().optional(),
  previous_assignee_id: z.string().optional(),
  team_id: z.string().optional(),
  reason: z.string().optional(),
  tags_added: z.array(z.string()).optional(),
  tags_removed: z.array(z.string()).optional(),
});

export const reaction = z.object({
  emoji: z.string().optional(),
  action: z.enum(['added', 'removed']),
});

export const postback = z.object({ payload: z.string(), title: z.string().optional() });

export const referral = z.object({
  source: z.string(),
  ref: z.string().optional(),
  ad_id: z.string().optional(),
});

export const rating = z.object({
  score: z.number(),
  scale: z.number(),
  comment: z.string().optional(),
});

export const annotation = z.object({
  label: z.string(),
  score: z.number().optional(),
  model: z.string().optional(),
});

export const merge = z.object({ from_id: z.string(), into_id: z.string() });

export const note = z.object({ text: z.string(), format: z.enum(['plain', 'html', 'markdown']) });

export const failure = z.object({ code: z.string(), message: z.string() });

export type Role = z.infer<typeof role>;
export type Participant = z.infer<typeof participant>;
