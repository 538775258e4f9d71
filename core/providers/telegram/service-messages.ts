import type { EventDraft } from '../../events/draft.ts';
import { texts } from '../texts.ts';
import { membershipEvent } from './membership.ts';
import { factOf, type MessageCase } from './message-case.ts';
import { placeOf } from './place.ts';

type What = Pick<EventDraft, 'type'> & Partial<EventDraft>;

/** Messages that open, close or reopen a conversation: a new group, and a forum's topics. */
const LIFECYCLE: Readonly<
  Record<string, What & { readonly rank: 'opened' | 'changed' | 'closed' }>
> = {
  group_chat_created: opened('group_chat_created'),
  supergroup_chat_created: opened('supergroup_chat_created'),
  channel_chat_created: opened('channel_chat_created'),
  forum_topic_created: opened('forum_topic_created'),
  forum_topic_reopened: {
    type: 'ConversationReopened',
    rank: 'changed',
    change: { status: 'open', previous_status: 'closed', reason: 'forum_topic_reopened' },
  },
  forum_topic_closed: {
    type: 'ConversationClosed',
    rank: 'closed',
    change: { status: 'closed', previous_status: 'open', reason: 'forum_topic_closed' },
  },
};

const UPDATES = [
  'new_chat_title',
  'new_chat_photo',
  'delete_chat_photo',
  'forum_topic_edited',
  'migrate_from_chat_id',
];

function opened(reason: string) {
  return {
    type: 'ConversationOpened',
    rank: 'opened',
    change: { status: 'open', reason },
  } as const;
}

/** The log events of a service message; none where the message is no such, or one without a type. */
export function serviceEvents(part: MessageCase): readonly EventDraft[] {
  const { message, update, shared } = part;
  const { new_chat_members: joined, left_chat_member: left } = message;
  if (joined) return joined.map((user) => membershipEvent(update, message, shared, user, 'joined'));
  if (left) return [membershipEvent(update, message, shared, left, 'left')];
  if (message.migrate_to_chat_id !== undefined)
    return [mergeEvent(part, message.migrate_to_chat_id)];
  const stage = Object.keys(LIFECYCLE).find((name) => message[name] !== undefined);
  const what = stage === undefined ? undefined : LIFECYCLE[stage];
  if (what) return [lifecycleEvent(part, what)];
  const changed = UPDATES.find((name) => message[name] !== undefined);
  return changed === undefined ? [] : [updatedEvent(part, changed)];
}

function lifecycleEvent(part: MessageCase, what: (typeof LIFECYCLE)[string]): EventDraft {
  const { rank, ...event } = what;
  return { ...part.shared, ...event, fact: { ...factOf(part), part: 'lifecycle', rank } };
}

function updatedEvent(part: MessageCase, changed: string): EventDraft {
  const { new_chat_title, forum_topic_edited, migrate_from_chat_id } = part.message;
  return {
    ...part.shared,
    fact: { ...factOf(part), part: 'updated', rank: 'changed' },
    type: 'ConversationUpdated',
    metadata: texts({
      changed,
      title: new_chat_title ?? forum_topic_edited?.name,
      migrated_from: migrate_from_chat_id,
    }),
  };
}

/** A group became a supergroup, which has another id: its history goes on there. */
function mergeEvent(part: MessageCase, into: number): EventDraft {
  const { chat } = part.message;
  const [from, to] = [
    placeOf(part.update, { chat }).thread,
    placeOf(part.update, { chat: { id: into, type: 'supergroup' } }).thread,
  ];
  return {
    ...part.shared,
    fact: { ...factOf(part), part: 'merge', rank: 'changed' },
    type: 'ConversationMerged',
    merge: from && to ? { conversations: { from, into: to } } : undefined,
  };
}
