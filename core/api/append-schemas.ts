import * as z from 'zod';
import {
  annotation,
  change,
  message,
  note,
  participantId,
  rating,
  role,
} from '../events/blocks.ts';
import { content } from '../events/content.ts';
import { moment } from './list-parameters.ts';

const actor = z
  .strictObject({
    role,
    id: participantId.optional().describe('Someone the log knows already.'),
    provider_id: z.string().min(1).optional().describe("The caller's own id of them."),
    channel_id: z.string().optional(),
    external_id: z.string().optional(),
    name: z.string().optional(),
  })
  .refine(({ id, provider_id }) => id !== undefined || provider_id !== undefined, {
    error: 'give an id or a provider_id',
  });

const shared = {
  id: z
    .string()
    .min(1)
    .max(256)
    .optional()
    .describe('The idempotency key, where the header Idempotency-Key is not sent.'),
  occurred_at: moment.optional().describe('When it happened; now, where it is left out.'),
  actor: actor.optional().describe('Who did it; the API key as a system, where it is left out.'),
  metadata: z.record(z.string(), z.string()).optional(),
};

const reason = z.strictObject(change.pick({ reason: true }).shape);

const tags = z
  .strictObject(change.pick({ tags_added: true, tags_removed: true }).shape)
  .refine(({ tags_added = [], tags_removed = [] }) => tags_added.length + tags_removed.length > 0, {
    error: 'name a tag that was added or removed',
  });

const sent = z.strictObject({
  ...message.pick({ quoted_message_id: true, in_reply_to: true }).shape,
  id: z
    .string()
    .min(1)
    .optional()
    .describe("The channel's id of the message, so that its receipts find it."),
  content,
});

function kind<const Type extends string, Blocks extends z.ZodRawShape>(type: Type, blocks: Blocks) {
  return z.strictObject({ type: z.literal(type), ...blocks, ...shared });
}

/** An event that a caller of the API appends: what a system concluded or an operator did. */
export const appendRequest = z.discriminatedUnion('type', [
  kind('ConversationAnnotated', { annotation }),
  kind('NoteAdded', { note }),
  kind('ConversationTagged', { change: tags }),
  kind('ConversationClosed', { change: reason.optional() }),
  kind('ConversationReopened', { change: reason.optional() }),
  kind('RatingGiven', { rating }),
  kind('MessageSent', { message: sent }),
]);

export type AppendRequest = z.infer<typeof appendRequest>;
