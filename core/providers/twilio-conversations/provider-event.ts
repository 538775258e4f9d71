import type { EventDraft } from '../../events/draft.ts';
import { jsonOf } from '../json-value.ts';
import { draftOf } from './draft.ts';
import { type Notice, nameOf, timeOf } from './notice.ts';
import { doerOf } from './people.ts';

/** The whole event, as an event's payload. */
export function payloadOf({ whole }: Notice): EventDraft['payload'] {
  return jsonOf(whole);
}

/** An event that the log has no type for, kept whole. */
export function providerEvent(notice: Notice): EventDraft {
  const { DateUpdated, DateRemoved, StateUpdated, DateCreated } = notice.parameters;
  const what = {
    fact: { key: `event:${notice.eventType}:${nameOf(notice)}`, part: 'event', rank: 'noted' },
    type: 'ProviderEvent',
    occurredAt: timeOf(DateUpdated, DateRemoved, StateUpdated, DateCreated, notice.time),
    actor: doerOf(notice),
    payload: payloadOf(notice),
  } as const;
  return draftOf(notice, what);
}
