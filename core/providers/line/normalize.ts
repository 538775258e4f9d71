import type { EventDraft } from '../../events/draft.ts';
import {
  accountLinkEvents,
  controlEvents,
  deliveryEvents,
  postbackEvents,
} from './interactions.ts';
import {
  followEvents,
  joinEvents,
  leaveEvents,
  memberJoinedEvents,
  memberLeftEvents,
  unfollowEvents,
} from './membership.ts';
import { editEvents, receivedEvents, unsendEvents } from './messages.ts';
import { providerEvent } from './provider-event.ts';
import { typeOf, type Unit, unitOf } from './unit.ts';

type Normalize = (unit: Unit) => readonly EventDraft[];

const BY_TYPE: ReadonlyMap<string | undefined, Normalize> = new Map<string, Normalize>([
  ['message', receivedEvents],
  ['messageEdited', editEvents],
  ['unsend', unsendEvents],
  ['follow', followEvents],
  ['unfollow', unfollowEvents],
  ['join', joinEvents],
  ['leave', leaveEvents],
  ['memberJoined', memberJoinedEvents],
  ['memberLeft', memberLeftEvents],
  ['postback', postbackEvents],
  ['accountLink', accountLinkEvents],
  ['delivery', deliveryEvents],
  ['activated', controlEvents],
  ['deactivated', controlEvents],
]);

/** The log events of one of LINE's: others (beacon, membership, module...) are kept whole. */
export function normalize(event: unknown): readonly EventDraft[] {
  const unit = unitOf(event);
  return BY_TYPE.get(typeOf(unit))?.(unit) ?? [providerEvent(unit)];
}
