import type { Content } from '../../events/content.ts';
import type { DraftParticipant, EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { jsonOf } from '../json-value.ts';
import { texts } from '../texts.ts';
import { saidIn } from './content.ts';
import { type Author, type Message, message } from './payload.ts';
import { authorOf, businessOf, personOf, teamOfAuthor } from './people.ts';
import { messageIdOf, placeOf } from './place.ts';
import { type SlackEvent, tsOf } from './slack-event.ts';

/**
 * A message, told once as `message` and, when it mentions the app, again as `app_mention`: both
 * are one fact, by the channel and `ts` that they share. Whether it was received or sent hangs on
 * the source's options, so its rank is always the same.
 */
export function messageEvents(event: SlackEvent): readonly EventDraft[] {
  const read = readEvent(event.event, message);
  const { channel, ts } = read;
  const id = messageIdOf(channel, ts);
  const { occurredAt, sequence } = tsOf(ts);
  const actor = authorOf(event, read);
  const received = actor.role === 'customer';
  const { content, shared } = saidIn(read, read.subtype ?? 'message');
  return [
    {
      ...placeOf(event, read),
      fact: { key: `message:${id}`, part: 'message', rank: 'received', sequence },
      type: received ? 'MessageReceived' : 'MessageSent',
      occurredAt,
      actor,
      recipients: received ? [businessOf(event)] : audienceOf(event, read),
      message: { id, content, quoted_message_id: shared, in_reply_to: answeredId(read) },
      metadata: texts({
        ...authorMetadata(read),
        subtype: read.subtype,
        client_msg_id: read.client_msg_id,
        parent_user_id: read.parent_user_id,
      }),
      payload: payloadOf(event, content),
    },
  ];
}

/** In a thread a message answers the one that opened it. */
function answeredId({ channel, ts, thread_ts }: Message): string | undefined {
  return thread_ts && thread_ts !== ts ? messageIdOf(channel, thread_ts) : undefined;
}

/** What is told of an author beside who they are. */
export function authorMetadata(author: Author) {
  return {
    user_team: teamOfAuthor(author),
    bot_id: author.bot_id,
    app_id: author.app_id ?? author.bot_profile?.app_id,
  };
}

/** What the log has no content for is kept as it came. */
export function payloadOf(event: SlackEvent, content: Content) {
  return content.type === 'unsupported' ? jsonOf(event.event) : undefined;
}

/** Who is answered in a thread; else Slack does not say who reads a channel. */
function audienceOf(event: SlackEvent, read: Message): readonly DraftParticipant[] {
  const { parent_user_id: id } = read;
  if (!id || id === read.user) return [];
  const parent = personOf(event, { id });
  return parent.role === 'customer' ? [parent] : [];
}
