import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { texts } from '../texts.ts';
import { assistantThread } from './payload.ts';
import { actorOf } from './people.ts';
import { placeOf } from './place.ts';
import { momentOf, type SlackEvent } from './slack-event.ts';

/**
 * `assistant_thread_started` and `assistant_thread_context_changed`: someone opened the app beside
 * a channel, or went to another channel meanwhile. Source: docs.slack.dev, "AI in Slack apps".
 */
export function assistantEvents(event: SlackEvent): readonly EventDraft[] {
  const { assistant_thread: thread, event_ts } = readEvent(event.event, assistantThread);
  const { channel_id: channel, thread_ts, user_id, context } = thread;
  const started = event.kind === 'assistant_thread_started';
  const { occurredAt, mark } = momentOf(event, event_ts);
  const key = `assistant:${channel}:${thread_ts}`;
  return [
    {
      ...placeOf(event, { channel, thread_ts }),
      fact: started
        ? { key, part: 'opened', rank: 'opened' }
        : { key: `${key}:context:${mark}`, part: 'updated', rank: 'changed' },
      type: started ? 'ConversationOpened' : 'ConversationUpdated',
      occurredAt,
      actor: actorOf(event, user_id),
      change: started ? { status: 'open', reason: 'assistant_thread_started' } : undefined,
      metadata: texts({
        changed: started ? undefined : 'context',
        context_channel_id: context?.channel_id,
      }),
    },
  ];
}
