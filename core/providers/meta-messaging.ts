import type { EventDraft } from '../events/draft.ts';
import { LogError } from '../events/errors.ts';
import { postbackEvents, reactionEvents, referralEvents } from './meta-acts.ts';
import { editEvents, messageEvents } from './meta-messages.ts';
import { providerEvent } from './meta-provider-event.ts';
import { deliveryEvents, readEvents } from './meta-receipts.ts';
import { requestEvents, transferEvents } from './meta-thread-control.ts';
import { type Normalize, Unit } from './meta-units.ts';

/** The kinds of messaging events that Messenger and Instagram share. */
export const MESSAGING: ReadonlyMap<string, Normalize> = new Map<string, Normalize>([
  ['message', messageEvents],
  ['message_edit', editEvents],
  ['reaction', reactionEvents],
  ['postback', postbackEvents],
  ['referral', referralEvents],
  ['delivery', deliveryEvents],
  ['read', readEvents],
  ['pass_thread_control', transferEvents],
  ['take_thread_control', transferEvents],
  ['request_thread_control', requestEvents],
]);

/** The log events of a unit. */
export function normalize(unit: unknown): readonly EventDraft[] {
  if (!(unit instanceof Unit)) throw new LogError('unreadable_event', 'Not a unit of a delivery.');
  const known = unit.kind === undefined ? undefined : unit.entry.network.kinds.get(unit.kind);
  return known?.(unit) ?? [providerEvent(unit)];
}
