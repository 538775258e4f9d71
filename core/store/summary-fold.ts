import * as z from 'zod';
import { channel, origin } from '../events/blocks.ts';
import type { Content } from '../events/content.ts';
import type { UnrecordedEvent } from '../events/event.ts';
import { type ConversationSummary, SUMMARY_LIMITS } from '../events/summary.ts';
import { foldEpisodes, foldTurn, turn } from './summary-episodes.ts';
import { foldAssignment, foldLinks, foldParticipants, foldTags } from './summary-people.ts';

/** Ids of the newest folded events that are kept, to tell a late event from one that came again. */
const RECENT = 32;

/** What people do: it puts off the idle close. */
const ACTIVITY: ReadonlySet<string> = new Set([
  'MessageReceived',
  'MessageSent',
  'PostbackReceived',
]);

/** What the fold must know beyond the summary. */
export const foldState = z.object({
  turn,
  /** Whether the last status that the provider gave is `pending`. */
  pending: z.boolean(),
  /** Ids of the newest events, oldest first. */
  recent: z.array(z.string()),
  /** The last activity since the last opening or close, where the lifecycle is derived. */
  active: z.object({ id: z.string(), origin, channel }).optional(),
  /** The message that the preview is of. */
  previewed: z.string().optional(),
});

export type FoldState = z.infer<typeof foldState>;

/** A summary with what it takes to fold the next event. */
export interface Folded {
  readonly summary: Omit<ConversationSummary, 'version'>;
  readonly state: FoldState;
}

/** An event as the fold takes it. */
export interface FoldInput {
  readonly event: UnrecordedEvent;
  /** Whether its conversation's lifecycle is derived. */
  readonly derived: boolean;
  /** Whether another event with the same message and direction was folded before. */
  readonly repeats: boolean;
}

/**
 * Folds the next event of a conversation, by id, into its summary. Pure: the summary is a function
 * of the conversation's events alone, in whatever order, batches and repeats they came to be read.
 */
export function foldEvent(before: Folded | null, input: FoldInput): Folded {
  const { event } = input;
  const { summary, state } = before ?? begun(event);
  const { turn, starts } = foldTurn(state.turn, event.type);
  const pending = foldPending(state.pending, event);
  const preview = foldPreview(summary.preview, state.previewed, event);
  const messages = (type: string) => (event.type === type && !input.repeats ? 1 : 0);
  const { provider, source_id, conversation_id } = event.origin;
  return {
    summary: {
      ...summary,
      ...foldEpisodes(summary, event, starts),
      ...foldAssignment(summary, event),
      status: turn === 'closed' ? 'closed' : pending ? 'pending' : 'open',
      channel: event.channel,
      provider,
      source_id,
      provider_conversation_id: conversation_id ?? summary.provider_conversation_id,
      ticket_id: event.ticket_id ?? summary.ticket_id,
      last_activity_at: event.occurred_at,
      events: summary.events + 1,
      messages_received: summary.messages_received + messages('MessageReceived'),
      messages_sent: summary.messages_sent + messages('MessageSent'),
      participants: foldParticipants(summary.participants, event),
      tags: foldTags(summary.tags, event),
      links: foldLinks(summary.links, event),
      preview: preview.text,
      checkpoint: event.id,
    },
    state: {
      turn,
      pending,
      recent: [...state.recent, event.id].slice(-RECENT),
      active: foldActive(state.active, input, starts),
      previewed: preview.of,
    },
  };
}

/** Whether people did something with the event, so that a conversation is not idle. */
export function isActivity(event: UnrecordedEvent): boolean {
  return ACTIVITY.has(event.type);
}

function begun(event: UnrecordedEvent): Folded {
  const { conversation_id, tenant_id, occurred_at, channel, origin, id } = event;
  return {
    summary: {
      conversation_id,
      tenant_id,
      status: 'open',
      channel,
      provider: origin.provider,
      source_id: origin.source_id,
      first_event_at: occurred_at,
      last_activity_at: occurred_at,
      events: 0,
      messages_received: 0,
      messages_sent: 0,
      episode_count: 0,
      episodes: [],
      participants: [],
      tags: [],
      links: { merged_from: [], linked: [] },
      checkpoint: id,
    },
    state: { turn: 'none', pending: false, recent: [] },
  };
}

/** Only events about the conversation itself tell its status; opening it again ends a wait. */
function foldPending(before: boolean, { type, change }: UnrecordedEvent): boolean {
  if (!type.startsWith('Conversation')) return before;
  if (change?.status) return change.status === 'pending';
  return type === 'ConversationReopened' ? false : before;
}

function foldActive(
  before: FoldState['active'],
  { event, derived }: FoldInput,
  starts: boolean,
): FoldState['active'] {
  const { id, origin, channel } = event;
  if (derived && isActivity(event)) return { id, origin, channel };
  return starts || event.type === 'ConversationClosed' ? undefined : before;
}

interface Preview {
  readonly text?: string | undefined;
  /** The message that it is of. */
  readonly of?: string | undefined;
}

/** The last message's text as it is now: edits change it, a deletion takes it away. */
function foldPreview(
  text: string | undefined,
  of: string | undefined,
  { type, message }: UnrecordedEvent,
): Preview {
  const same = message !== undefined && message.id === of;
  const said = message?.content && textOf(message.content);
  switch (type) {
    case 'MessageReceived':
    case 'MessageSent':
      return { text: said, of: message?.id };
    case 'MessageEdited':
      return { text: same && message.content ? said : text, of };
    case 'MessageDeleted':
      return { text: same ? undefined : text, of };
    default:
      return { text, of };
  }
}

function textOf(content: Content): string | undefined {
  const text = 'text' in content ? content.text : 'caption' in content ? content.caption : null;
  if (!text) return undefined;
  return Array.from(text).slice(0, SUMMARY_LIMITS.preview).join('');
}
