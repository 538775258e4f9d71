import type * as z from 'zod';
import type { DraftParticipant, EventDraft } from '../../events/draft.ts';
import { LogError } from '../../events/errors.ts';
import { readEvent } from '../json-body.ts';
import { texts } from '../texts.ts';
import { saidIn } from './content.ts';
import { isMessage } from './message-kinds.ts';
import { authorMetadata, payloadOf } from './messages.ts';
import { messageChanged, messageDeleted } from './payload.ts';
import { authorOf, businessOf, personOf } from './people.ts';
import { messageIdOf, placeOf } from './place.ts';
import { providerEvent } from './provider-event.ts';
import { type SlackEvent, tsOf } from './slack-event.ts';

type Changed = z.infer<typeof messageChanged>;

/**
 * `message_changed`: an edit, an app's update of its message, or a preview that Slack added. A
 * message with replies leaves a `tombstone` when it is deleted.
 */
export function changeEvents(event: SlackEvent): readonly EventDraft[] {
  const read = readEvent(event.event, messageChanged);
  const { message, previous_message: previous } = read;
  const ts = message.ts ?? previous?.ts;
  if (ts === undefined) throw new LogError('unreadable_event', 'Unexpected shape at: message.ts');
  const where = { ...read, ts, thread_ts: message.thread_ts ?? previous?.thread_ts };
  if (message.subtype === 'tombstone') return [deletion(event, where, read.ts)];
  if (!isMessage(message.subtype)) return [providerEvent(event)];
  return [edit(event, read, where)];
}

function edit(event: SlackEvent, read: Changed, where: Parameters<typeof deletion>[1]): EventDraft {
  const { message } = read;
  const id = messageIdOf(where.channel, where.ts);
  const { occurredAt, sequence } = tsOf(read.ts);
  const { content } = saidIn(message, message.subtype ?? 'message');
  return {
    ...placeOf(event, where),
    fact: { key: `edit:${id}:${read.ts}`, part: 'edit', rank: 'changed', sequence },
    type: 'MessageEdited',
    occurredAt,
    actor: editorOf(event, read),
    message: { id, content },
    metadata: texts({ ...authorMetadata(message), subtype: message.subtype }),
    payload: payloadOf(event, content),
  };
}

/** `message_deleted`: Slack says when, and not by whom. */
export function deletionEvents(event: SlackEvent): readonly EventDraft[] {
  const { ts, deleted_ts, previous_message, ...read } = readEvent(event.event, messageDeleted);
  const where = { ...read, ts: deleted_ts, thread_ts: previous_message?.thread_ts };
  return [deletion(event, where, ts)];
}

function deletion(
  event: SlackEvent,
  where: {
    readonly channel: string;
    readonly channel_type?: string | undefined;
    readonly ts: string;
    readonly thread_ts?: string | undefined;
  },
  deletedAt: string,
): EventDraft {
  const id = messageIdOf(where.channel, where.ts);
  const { occurredAt, sequence } = tsOf(deletedAt);
  return {
    ...placeOf(event, where),
    fact: { key: `delete:${id}`, part: 'delete', rank: 'changed', sequence },
    type: 'MessageDeleted',
    occurredAt,
    actor: businessOf(event),
    message: { id },
  };
}

/**
 * Who changed a message: who its new mark `edited` names, or the app whose message it is. A change
 * of a person's message without a new mark is Slack's own: a preview of a link.
 */
function editorOf(event: SlackEvent, { message, previous_message }: Changed): DraftParticipant {
  const { edited, user } = message;
  const marked = edited !== undefined && edited.ts !== previous_message?.edited?.ts;
  if (marked && edited.user && edited.user !== user) {
    const ofBot = edited.user === message.bot_id;
    return ofBot
      ? authorOf(event, message)
      : personOf(event, { id: edited.user, team: event.team_id });
  }
  return marked || message.bot_id ? authorOf(event, message) : businessOf(event);
}
