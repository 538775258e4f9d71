import type { DraftParticipant, EventDraft } from '../../events/draft.ts';
import { timeFromMilliseconds } from '../../events/time.ts';
import { texts } from '../texts.ts';
import type { LineEvent } from './payload.ts';
import type { Unit } from './unit.ts';

/** What every event of the log takes from LINE's. */
export type Shared = Pick<
  EventDraft,
  'occurredAt' | 'thread' | 'origin' | 'channel' | 'actor' | 'metadata'
>;

/**
 * When, where and by whom. The ids of users are the same for all accounts of one LINE developer
 * ("provider"), so a thread is named within the account.
 */
export function sharedOf({ destination }: Unit, event: LineEvent): Shared {
  const { source, type, webhookEventId, mode, replyToken } = event;
  const key = source?.groupId ?? source?.roomId ?? source?.userId;
  const channel = texts({
    destination,
    source_type: source?.type,
    user_id: source?.userId,
    group_id: source?.groupId,
    room_id: source?.roomId,
  });
  return {
    occurredAt: timeFromMilliseconds(event.timestamp),
    thread: key ? { key, account: destination } : null,
    origin: {
      event_type: type,
      event_id: webhookEventId,
      account_id: destination,
      conversation_id: key,
    },
    channel: { type: 'line', metadata: channel ?? {} },
    actor: customerOf(event) ?? businessOf(destination),
    metadata: texts({
      mode: mode === 'active' ? undefined : mode,
      reply_token: replyToken,
    }),
  };
}

/**
 * Who did it. In groups and rooms LINE leaves out the id of who has not agreed to its being passed
 * on: all of those are one unnamed member.
 */
export function customerOf({ source }: LineEvent): DraftParticipant | null {
  if (source?.userId) return userOf(source.userId);
  const group = source?.groupId ?? source?.roomId;
  return group ? { role: 'customer', key: `member:${group}` } : null;
}

/** A user of LINE. */
export function userOf(id: string): DraftParticipant {
  return { role: 'customer', key: id, provider_id: id, channel_id: id };
}

/** The LINE Official Account. */
export function businessOf(destination: string): DraftParticipant {
  return {
    role: 'system',
    key: destination,
    provider_id: destination,
    channel_id: destination,
  };
}
