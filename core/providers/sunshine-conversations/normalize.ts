import type { EventDraft } from '../../events/draft.ts';
import { timeFromIso } from '../../events/time.ts';
import { readEvent } from '../json-body.ts';
import { acceptedEvents, offeredEvents, passedEvents, releasedEvents } from './control.ts';
import { mergedEvents, updatedEvents, userRemovedEvents } from './customers.ts';
import type { WebhookEvent } from './draft.ts';
import { createdEvents, membershipEvents, referralEvents, removedEvents } from './lifecycle.ts';
import { messageEvents } from './messages.ts';
import { deliveryUnit, eventHead } from './payload.ts';
import { providerEvent } from './provider-event.ts';
import { activityEvents, deliveryEvents, postbackEvents } from './receipts.ts';

type Kind = (event: WebhookEvent) => readonly EventDraft[];

/** The triggers that the log has types for; the failures of the switchboard are not among them. */
const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['client:add', updatedEvents],
  ['client:remove', updatedEvents],
  ['client:update', updatedEvents],
  ['conversation:create', createdEvents],
  ['conversation:join', (event) => membershipEvents(event, 'join')],
  ['conversation:leave', (event) => membershipEvents(event, 'leave')],
  ['conversation:message', messageEvents],
  ['conversation:message:delivery:channel', (event) => deliveryEvents(event, 'channel')],
  ['conversation:message:delivery:failure', (event) => deliveryEvents(event, 'failure')],
  ['conversation:message:delivery:user', (event) => deliveryEvents(event, 'user')],
  ['conversation:postback', postbackEvents],
  ['conversation:read', activityEvents],
  ['conversation:referral', referralEvents],
  ['conversation:remove', removedEvents],
  ['conversation:typing', activityEvents],
  ['switchboard:acceptControl', acceptedEvents],
  ['switchboard:offerControl', offeredEvents],
  ['switchboard:passControl', passedEvents],
  ['switchboard:releaseControl', releasedEvents],
  ['user:merge', mergedEvents],
  ['user:remove', userRemovedEvents],
  ['user:update', updatedEvents],
]);

/**
 * The log events that one webhook event becomes.
 * @throws LogError `unreadable_event`, `invalid_time`
 */
export function normalize(unit: unknown): readonly EventDraft[] {
  const { appId, event: whole } = readEvent(unit, deliveryUnit);
  const { id, type, createdAt, payload } = readEvent(whole, eventHead);
  const event = {
    appId,
    id,
    type,
    createdAt: createdAt ? timeFromIso(createdAt) : null,
    payload,
    whole,
  };
  const kind = KINDS.get(type);
  return kind ? kind(event) : [providerEvent(event)];
}
