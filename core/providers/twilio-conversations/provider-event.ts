import * as z from 'zod';
import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { draftOf } from './draft.ts';
import { type Notice, nameOf, timeOf } from './notice.ts';
import { doerOf } from './people.ts';

const json = z.json();

/** The whole event, as an event's payload. */
export function payloadOf({ whole }: Notice): EventDraft['payload'] {
  return readEvent(whole, json);
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
