import * as z from 'zod';
import { channel, role } from './blocks.ts';
import { CONVERSATION_ID, TENANT_ID } from './event.ts';

/** States of a conversation. `pending` is an open one that waits: snoozed, handed over. */
export const CONVERSATION_STATUSES = ['open', 'pending', 'closed'] as const;

/** How much of what can grow without end a summary holds. */
export const SUMMARY_LIMITS = {
  /** The last episodes. */
  episodes: 50,
  /** The first participants. */
  participants: 50,
  /** The newest tags. */
  tags: 100,
  /** The newest linked conversations of each kind. */
  links: 50,
  /** Characters of the preview. */
  preview: 140,
} as const;

/**
 * A stretch of a conversation from an opening to the next one after a close. Messages before the
 * first opening are episode 0, which has no `opened_at`. The lake's views count episodes alike.
 */
const episode = z.object({
  number: z.number().int().nonnegative(),
  opened_at: z.string().optional(),
  /** The customer's first message of the episode. */
  first_received_at: z.string().optional(),
  /** The first message sent after it. */
  first_response_at: z.string().optional(),
  first_response_role: role.optional(),
  first_response_seconds: z.number().optional(),
  /** The first close of the episode. */
  closed_at: z.string().optional(),
  /** From `opened_at` to `closed_at`. */
  resolution_seconds: z.number().optional(),
});

const summaryParticipant = z.object({
  id: z.string(),
  role,
  name: z.string().optional(),
  provider_id: z.string().optional(),
});

/** A conversation as its events leave it. Times are UTC, ISO 8601, milliseconds. */
export const conversationSummary = z.object({
  conversation_id: z.string().regex(CONVERSATION_ID),
  tenant_id: z.string().regex(TENANT_ID),
  /** Counts the writes of this summary. */
  version: z.number().int().positive(),
  status: z.enum(CONVERSATION_STATUSES),
  /** Of the newest event, as are `provider` and `source_id`. */
  channel,
  provider: z.string(),
  source_id: z.string(),
  /** The provider's own id of the conversation. */
  provider_conversation_id: z.string().optional(),
  ticket_id: z.string().optional(),
  first_event_at: z.string(),
  /** When the newest event happened: what lists are ordered by. */
  last_activity_at: z.string(),
  /** The first opening. */
  opened_at: z.string().optional(),
  /** The last close. */
  closed_at: z.string().optional(),
  events: z.number().int().positive(),
  /** Distinct message ids. */
  messages_received: z.number().int().nonnegative(),
  messages_sent: z.number().int().nonnegative(),
  /** Of the last episode. */
  first_response_seconds: z.number().optional(),
  resolution_seconds: z.number().optional(),
  /** Openings so far. */
  episode_count: z.number().int().nonnegative(),
  /** The last 50, oldest first. */
  episodes: z.array(episode),
  /** The first 50. */
  participants: z.array(summaryParticipant),
  assignee_id: z.string().optional(),
  team_id: z.string().optional(),
  tags: z.array(z.string()),
  links: z.object({
    merged_into: z.string().optional(),
    merged_from: z.array(z.string()),
    linked: z.array(z.string()),
  }),
  /** The start of the last message's text. */
  preview: z.string().optional(),
  /** Id of the newest event that is folded in. */
  checkpoint: z.string(),
});

export type ConversationSummary = z.infer<typeof conversationSummary>;
export type Episode = z.infer<typeof episode>;
