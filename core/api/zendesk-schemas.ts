import * as z from 'zod';

/**
 * Parameters of Zendesk's list of a ticket's conversation log. As at Zendesk, others are ignored, so
 * that clients written for it need no change.
 */
export const conversationLogQuery = z.object({
  'page[size]': z.coerce.number().int().min(1).max(100).default(100).describe('Records per page.'),
  'page[after]': z.string().optional().describe('after_cursor of a page: what follows it.'),
  'page[before]': z.string().optional().describe('before_cursor of a page: what precedes it.'),
  sort: z
    .enum(['created_at', '-created_at', 'id', '-id'])
    .default('created_at')
    .describe('Both fields give one order, that of the ids; - is newest first.'),
});

const file = z.object({
  id: z.number().int(),
  file_name: z.string(),
  content_type: z.string(),
  content_url: z.string(),
  mapped_content_url: z.string(),
  url: z.string(),
  /** Bytes; 0 where the webhook carries no size. */
  size: z.number().int(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  inline: z.boolean(),
  deleted: z.boolean(),
  malware_access_override: z.boolean(),
  malware_scan_result: z.enum([
    'malware_found',
    'malware_not_found',
    'failed_to_scan',
    'not_scanned',
  ]),
});

const attachment = file.extend({ thumbnails: z.array(file) });

const author = z.object({
  type: z.enum(['user', 'agent', 'bot']),
  /** -1 for bots; absent where only Sunshine Conversations told of the message. */
  'zen:support:user_id': z.number().int().optional(),
  'zen:sunco:user_id': z.string().optional(),
  display_name: z.string().optional(),
  avatar_url: z.string().optional(),
});

/** What both kinds of record have. */
const shared = {
  /** The event's id in this log. */
  id: z.string(),
  reference: z.string(),
  /** UTC, whole seconds. */
  created_at: z.string(),
  attachments: z.array(attachment),
  author,
};

const metadata = { custom: z.object({}), system: z.object({}), ticket_version: z.number().int() };

/** A comment of the ticket. */
const comment = z.object({
  ...shared,
  type: z.literal('Comment'),
  content: z.object({ type: z.literal('html'), body: z.string() }),
  /** `public` is false for an internal note. */
  metadata: z.object({ ...metadata, public: z.boolean() }),
});

/** A message of messaging. */
const conversationMessage = z.object({
  ...shared,
  type: z.literal('Messaging::ConversationMessage'),
  /** UTC, milliseconds. */
  received_at: z.string(),
  source: z.object({ type: z.string() }).optional(),
  /** By `type`; beside `text`, the forms of contents in the Sunshine Conversations API. */
  content: z.looseObject({ type: z.string() }),
  metadata: z.object(metadata),
});

const logRecord = z.discriminatedUnion('type', [comment, conversationMessage]);

/** An error, in one of Zendesk's two forms. */
export const zendeskError = z.union([
  z.object({ error: z.string(), description: z.string() }),
  z.object({
    errors: z.array(z.object({ code: z.string(), title: z.string(), detail: z.string() })),
  }),
]);

/** Zendesk's answer: stop at `meta.has_more`, not at a missing link. */
export const conversationLog = z.object({
  events: z.array(logRecord),
  links: z.object({ next: z.string(), prev: z.string() }),
  meta: z.object({ after_cursor: z.string(), before_cursor: z.string(), has_more: z.boolean() }),
});

export type LogRecord = z.infer<typeof logRecord>;
export type CommentRecord = z.infer<typeof comment>;
export type MessageRecord = z.infer<typeof conversationMessage>;
export type LogAttachment = z.infer<typeof attachment>;
export type LogAuthor = z.infer<typeof author>;
export type ConversationLog = z.infer<typeof conversationLog>;
