import type { EventDraft } from '../../events/draft.ts';
import { timeFromSeconds } from '../../events/time.ts';
import { readEvent } from '../json-body.ts';
import { texts } from '../texts.ts';
import { channelEvent, channelIdChanged, serviceMessage } from './payload.ts';
import { actorOf, authorOf, businessOf } from './people.ts';
import { messageIdOf, placeOf } from './place.ts';
import { type Moment, momentOf, type SlackEvent, secondOf, tsOf } from './slack-event.ts';

type Normalize = (event: SlackEvent) => readonly EventDraft[];

/** What can happen to a channel, by its name in the fact's key. */
const HAPPENINGS = {
  created: {
    type: 'ConversationOpened',
    rank: 'opened',
    change: { status: 'open', reason: 'channel_created' },
  },
  archived: {
    type: 'ConversationClosed',
    rank: 'closed',
    change: { status: 'closed', previous_status: 'open', reason: 'channel_archived' },
  },
  unarchived: {
    type: 'ConversationReopened',
    rank: 'changed',
    change: { status: 'open', previous_status: 'closed', reason: 'channel_unarchived' },
  },
  deleted: { type: 'ConversationDeleted', rank: 'closed' },
  renamed: { type: 'ConversationUpdated', rank: 'changed' },
  shared: { type: 'ConversationUpdated', rank: 'changed' },
  unshared: { type: 'ConversationUpdated', rank: 'changed' },
} as const satisfies Record<
  string,
  Pick<EventDraft, 'type' | 'change'> & { readonly rank: EventDraft['fact']['rank'] }
>;

type Happening = keyof typeof HAPPENINGS;

/** An event that says what happened to a channel: `channel_archive`, `group_rename`, ... */
export function channelEvents(what: Happening): Normalize {
  return (event) => {
    const { channel, ...read } = readEvent(event.event, channelEvent);
    const given = typeof channel === 'string' ? { id: channel } : channel;
    const { id, name, created, creator } = { ...UNNAMED, ...given };
    const happenedAt = what === 'created' ? created : undefined;
    return [
      {
        ...placeOf(event, { channel: id, channel_name: name }),
        ...happening(what, id, momentOfChannel(event, happenedAt, read.event_ts)),
        actor: actorOf(event, read.user ?? read.actor_id ?? creator),
        metadata: texts({
          ...changed(what, name),
          connected_team_id: read.connected_team_id ?? read.previously_connected_team_id,
        }),
      },
    ];
  };
}

const UNNAMED = { name: undefined, created: undefined, creator: undefined };

/** The message that says the same in the channel: `channel_archive`, `channel_name`, ... */
export function channelMessageEvents(what: Happening): Normalize {
  return (event) => {
    const read = readEvent(event.event, serviceMessage);
    const { channel, channel_type, ts, name, old_name } = read;
    return [
      {
        ...placeOf(event, { channel, channel_type, channel_name: name }),
        ...happening(what, channel, secondOf(event, ts)),
        actor: authorOf(event, read),
        metadata: texts({ ...changed(what, name), previous_title: old_name }),
      },
    ];
  };
}

/** What only a message tells: a new topic or purpose. */
export function topicEvents(event: SlackEvent): readonly EventDraft[] {
  const read = readEvent(event.event, serviceMessage);
  const { channel, channel_type, ts, topic, purpose } = read;
  const { occurredAt, sequence } = tsOf(ts);
  return [
    {
      ...placeOf(event, { channel, channel_type }),
      fact: {
        key: `message:${messageIdOf(channel, ts)}`,
        part: 'updated',
        rank: 'changed',
        sequence,
      },
      type: 'ConversationUpdated',
      occurredAt,
      actor: authorOf(event, read),
      metadata: texts({ changed: purpose === undefined ? 'topic' : 'purpose', topic, purpose }),
    },
  ];
}

/** `channel_id_changed`: a channel that comes to be shared can get another id, and goes on there. */
export function idChangeEvents(event: SlackEvent): readonly EventDraft[] {
  const { old_channel_id, new_channel_id, event_ts } = readEvent(event.event, channelIdChanged);
  const place = placeOf(event, { channel: old_channel_id });
  const { occurredAt, mark } = momentOf(event, event_ts);
  return [
    {
      ...place,
      fact: {
        key: `channel:${old_channel_id}:became:${new_channel_id}:${mark}`,
        part: 'merge',
        rank: 'changed',
      },
      type: 'ConversationMerged',
      occurredAt,
      actor: businessOf(event),
      merge: { conversations: { from: { key: old_channel_id }, into: { key: new_channel_id } } },
    },
  ];
}

function happening(what: Happening, channel: string, { occurredAt, mark }: Moment) {
  const { rank, ...event } = HAPPENINGS[what];
  return {
    ...event,
    fact: { key: `channel:${channel}:${what}:${mark}`, part: what, rank },
    occurredAt,
  };
}

function momentOfChannel(
  event: SlackEvent,
  seconds: number | undefined,
  eventTs: string | undefined,
): Moment {
  if (seconds === undefined) return secondOf(event, eventTs);
  return { occurredAt: timeFromSeconds(seconds), mark: String(seconds) };
}

function changed(what: Happening, name: string | undefined) {
  if (HAPPENINGS[what].type !== 'ConversationUpdated') return {};
  return what === 'renamed' ? { changed: 'title', title: name } : { changed: what };
}
