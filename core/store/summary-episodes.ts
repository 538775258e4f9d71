import * as z from 'zod';
import type { UnrecordedEvent } from '../events/event.ts';
import { type ConversationSummary, type Episode, SUMMARY_LIMITS } from '../events/summary.ts';

/** The last opening or close of a conversation. */
export const turn = z.enum(['none', 'opened', 'closed']);

export type Turn = z.infer<typeof turn>;

type Counted = Pick<
  ConversationSummary,
  | 'episodes'
  | 'episode_count'
  | 'opened_at'
  | 'closed_at'
  | 'first_response_seconds'
  | 'resolution_seconds'
>;

/** The turn after an event, and whether the event starts an episode: an opening of what is not open. */
export function foldTurn(
  before: Turn,
  type: string,
): { readonly turn: Turn; readonly starts: boolean } {
  if (type === 'ConversationClosed') return { turn: 'closed', starts: false };
  if (type !== 'ConversationOpened' && type !== 'ConversationReopened') {
    return { turn: before, starts: false };
  }
  return { turn: 'opened', starts: before !== 'opened' };
}

/** The episodes after an event, counted as the views of the lake count them (core/lake/views.ts). */
export function foldEpisodes(before: Counted, event: UnrecordedEvent, starts: boolean): Counted {
  const { type, occurred_at: at } = event;
  const count = before.episode_count + (starts ? 1 : 0);
  const episodes = withCurrent(before, event, starts).slice(-SUMMARY_LIMITS.episodes);
  const last = episodes.at(-1);
  return {
    episodes,
    episode_count: count,
    opened_at: before.opened_at ?? (type === 'ConversationOpened' ? at : undefined),
    closed_at: type === 'ConversationClosed' ? at : before.closed_at,
    first_response_seconds: last?.first_response_seconds,
    resolution_seconds: last?.resolution_seconds,
  };
}

function withCurrent(
  { episodes, episode_count }: Counted,
  event: UnrecordedEvent,
  starts: boolean,
): Episode[] {
  if (starts) return [...episodes, { number: episode_count + 1, opened_at: event.occurred_at }];
  const last = episodes.at(-1) ?? { number: episode_count };
  const changed = changedEpisode(last, event);
  return changed === last ? episodes : [...episodes.slice(0, -1), changed];
}

/** The episode after an event within it; the same object when the event changes nothing. */
function changedEpisode(
  episode: Episode,
  { type, occurred_at: at, actor }: UnrecordedEvent,
): Episode {
  const { first_received_at: asked, first_response_at: answered, opened_at, closed_at } = episode;
  if (type === 'MessageReceived' && !asked) return { ...episode, first_received_at: at };
  if (type === 'MessageSent' && asked && !answered) {
    return {
      ...episode,
      first_response_at: at,
      first_response_role: actor.role,
      first_response_seconds: secondsBetween(asked, at),
    };
  }
  if (type === 'ConversationClosed' && !closed_at) {
    const resolution_seconds = opened_at === undefined ? undefined : secondsBetween(opened_at, at);
    return { ...episode, closed_at: at, resolution_seconds };
  }
  return episode;
}

function secondsBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}
