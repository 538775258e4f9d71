import type { EventDraft } from '../events/draft.ts';
import { readEvent } from './json-body.ts';
import { controlItem } from './meta-payload.ts';
import { appOf, placeOf } from './meta-place.ts';
import { providerEvent } from './meta-provider-event.ts';
import type { Unit } from './meta-units.ts';
import { texts } from './texts.ts';

/**
 * `pass_thread_control` and `take_thread_control`: another app answers from now on. Passed by the
 * app that had control; taken by the one that has it now, which older versions do not name.
 * Source: Meta, "messaging_handovers Webhook Event Reference".
 */
export function transferEvents(unit: Unit): readonly EventDraft[] {
  const read = readEvent(unit.item, controlItem);
  const control = read.pass_thread_control ?? read.take_thread_control ?? {};
  const place = placeOf(unit, read);
  if (!place) return [providerEvent(unit)];
  const { shared, threadKey, business } = place;
  const next = appOrNone(control.new_owner_app_id);
  const previous = appOrNone(control.previous_owner_app_id);
  const isPass = unit.kind === 'pass_thread_control';
  return [
    {
      ...shared,
      fact: {
        key: `${unit.kind}:${threadKey}:${shared.occurredAt}`,
        part: 'transfer',
        rank: 'assigned',
      },
      type: 'ConversationTransferred',
      actor: (isPass ? previous : next) ?? business,
      participant: next,
      change: { assignee: next?.key, previous_assignee: previous?.key, reason: unit.kind },
      metadata: texts({ control_metadata: control.metadata ?? undefined }),
    },
  ];
}

/** `request_thread_control`: an app asks for control, and has not got it. */
export function requestEvents(unit: Unit): readonly EventDraft[] {
  const { request_thread_control: request } = readEvent(unit.item, controlItem);
  const event = providerEvent(unit);
  return [{ ...event, actor: appOrNone(request?.requested_owner_app_id) ?? event.actor }];
}

function appOrNone(appId: string | number | null | undefined) {
  return appId === null || appId === undefined ? undefined : appOf(appId);
}
