import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { texts } from '../texts.ts';
import { reaction } from './payload.ts';
import { actorOf } from './people.ts';
import { messageIdOf, placeOf } from './place.ts';
import { providerEvent } from './provider-event.ts';
import { momentOf, type SlackEvent } from './slack-event.ts';

/** `reaction_added` and `reaction_removed`; one on a file (as Slack once had) has no message. */
export function reactionEvents(event: SlackEvent): readonly EventDraft[] {
  const { user, item, item_user, reaction: emoji, event_ts } = readEvent(event.event, reaction);
  const { channel, ts } = item;
  if (channel === undefined || ts === undefined) return [providerEvent(event)];
  const action = event.kind === 'reaction_added' ? 'added' : 'removed';
  const { occurredAt, mark } = momentOf(event, event_ts);
  const id = messageIdOf(channel, ts);
  return [
    {
      ...placeOf(event, { channel, ts }),
      fact: {
        key: `reaction:${id}:${user}:${emoji}:${action}:${mark}`,
        part: 'reaction',
        rank: 'changed',
      },
      type: 'MessageReacted',
      occurredAt,
      actor: actorOf(event, user),
      message: { id },
      reaction: { emoji, action },
      metadata: texts({ item_user }),
    },
  ];
}
