import type { EventDraft } from '../../events/draft.ts';
import { entryOf } from '../table-entry.ts';
import { texts } from '../texts.ts';
import type { SlackEvent } from './slack-event.ts';

/** Where an event belongs, and under which of Slack's names. */
export type Place = Pick<EventDraft, 'thread' | 'origin' | 'channel'>;

/** A place as Slack names it. */
export interface Where {
  readonly channel: string;
  /** The message's own `ts`, where the event is about a message. */
  readonly ts?: string | undefined;
  readonly thread_ts?: string | undefined;
  readonly channel_type?: string | undefined;
  readonly channel_name?: string | undefined;
}

/** `member_joined_channel` names the types of channels by the letter of their ids. */
const CHANNEL_TYPES: Readonly<Record<string, string>> = { C: 'channel', G: 'group', D: 'im' };

/**
 * The place of an event in a channel. In a channel each message that is no reply opens a
 * conversation, and the replies in its thread belong to it: a question and its answers are one. In
 * a direct message people write one after the other, so that the whole of it is one conversation,
 * threads aside. What is about no message belongs to the channel itself.
 *
 * Only the channel's id says which it is: `app_mention` and reactions do not name its type.
 */
export function placeOf(event: SlackEvent, where: Where): Place {
  const { channel, channel_type } = where;
  const root = rootOf(where);
  const key = root === undefined ? channel : `${channel}:${root}`;
  const metadata = texts({
    ...appOf(event),
    channel_id: channel,
    channel_type: channel_type && (entryOf(CHANNEL_TYPES, channel_type) ?? channel_type),
    channel_name: where.channel_name,
    thread_ts: root,
  });
  return {
    thread: { key },
    origin: originOf(event, key),
    channel: { type: 'slack', metadata: metadata ?? {} },
  };
}

/** The place of an event that is about no channel. */
export function nowhere(event: SlackEvent): Place {
  const metadata = texts(appOf(event)) ?? {};
  return { thread: null, origin: originOf(event), channel: { type: 'slack', metadata } };
}

/** A message's id: its `ts` is unique within the channel only. */
export function messageIdOf(channel: string, ts: string): string {
  return `${channel}:${ts}`;
}

function rootOf({ channel, ts, thread_ts }: Where): string | undefined {
  if (!channel.startsWith('D')) return thread_ts ?? ts;
  return thread_ts === ts ? undefined : thread_ts;
}

function appOf(event: SlackEvent) {
  return {
    api_app_id: event.api_app_id,
    ...event.installation,
    is_ext_shared_channel: event.is_ext_shared_channel || undefined,
  };
}

function originOf(event: SlackEvent, conversationId?: string): EventDraft['origin'] {
  const { team_id, enterprise_id } = event.installation;
  return {
    event_type: event.kind,
    event_id: event.event_id,
    account_id: team_id ?? enterprise_id,
    conversation_id: conversationId,
  };
}
