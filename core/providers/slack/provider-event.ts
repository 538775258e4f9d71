import type * as z from 'zod';
import type { EventDraft } from '../../events/draft.ts';
import { LogError } from '../../events/errors.ts';
import { timeFromSeconds } from '../../events/time.ts';
import { readEvent } from '../json-body.ts';
import { jsonOf } from '../json-value.ts';
import { anyEvent, delivery } from './payload.ts';
import { actorOf } from './people.ts';
import { nowhere, type Place, placeOf } from './place.ts';
import { momentOf, type SlackEvent } from './slack-event.ts';

/** An id of a channel, group or direct message. */
const CHANNEL_ID = /^[CDG]/;

/** An event that the log has no type for, kept whole but for the `token`, which is a secret. */
export function providerEvent(event: SlackEvent): EventDraft {
  const known = anyEvent.safeParse(event.event).data ?? {};
  const { token, ...rest } = readEvent(event.whole, delivery);
  return {
    ...placeOfAny(event, known),
    fact: { key: keyOf(event), part: 'event', rank: 'noted' },
    type: 'ProviderEvent',
    occurredAt: timeOf(event, known.event_ts),
    actor: actorOf(event, known.user ?? known.user_id),
    payload: jsonOf(rest),
  };
}

/** `app_rate_limited` is no event, so it has no id: it is about a workspace and a minute. */
function keyOf({ kind, event_id, team_id, minute_rate_limited }: SlackEvent): string {
  if (event_id) return `event:${kind}:${event_id}`;
  if (minute_rate_limited !== undefined) {
    return `rate_limited:${team_id ?? ''}:${minute_rate_limited}`;
  }
  throw new LogError('unreadable_event', 'Unexpected shape at: event_id');
}

function timeOf(event: SlackEvent, eventTs: string | undefined): number | null {
  const { minute_rate_limited: minute } = event;
  return minute === undefined ? momentOf(event, eventTs).occurredAt : timeFromSeconds(minute);
}

function placeOfAny(event: SlackEvent, known: z.infer<typeof anyEvent>): Place {
  const { item, channel_type } = known;
  const channel = known.channel ?? known.channel_id ?? item?.channel;
  if (channel === undefined || !CHANNEL_ID.test(channel)) return nowhere(event);
  const message = known.message ?? item?.message;
  const thread_ts = known.thread_ts ?? message?.thread_ts;
  const ts = known.message_ts ?? item?.ts ?? message?.ts;
  return placeOf(event, { channel, channel_type, ts, thread_ts });
}
