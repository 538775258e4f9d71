import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { metadataOf, prefixed } from '../metadata-texts.ts';
import { draftOf, eventFact, type WebhookEvent } from './draft.ts';
import { controlPayload } from './payload.ts';
import { businessOf, controllerOf } from './people.ts';

function controlOf(event: WebhookEvent) {
  const { conversation, reason, metadata } = readEvent(event.payload, controlPayload);
  const { activeSwitchboardIntegration: active, pendingSwitchboardIntegration: pending } =
    conversation;
  return {
    place: { conversation },
    business: businessOf(event.appId),
    active: active ? controllerOf(active) : undefined,
    pending: pending ? controllerOf(pending) : undefined,
    reason: reason ?? undefined,
    metadata: metadataOf(prefixed('control', metadata)),
  };
}

/** `switchboard:offerControl`: the conversation waits until the integration accepts it. */
export function offeredEvents(event: WebhookEvent): readonly EventDraft[] {
  const { place, business, active, pending, reason, metadata } = controlOf(event);
  const what = {
    fact: eventFact(event, 'offered', 'assigned'),
    type: 'ConversationAssigned',
    actor: active ?? business,
    participant: pending,
    change: { status: 'pending', assignee: pending?.key, previous_assignee: active?.key, reason },
    metadata,
  } as const;
  return [draftOf(event, place, what)];
}

/** `switchboard:acceptControl`: `activeSwitchboardIntegration` is the one that accepted. */
export function acceptedEvents(event: WebhookEvent): readonly EventDraft[] {
  const { place, business, active, reason, metadata } = controlOf(event);
  const what = {
    fact: eventFact(event, 'accepted', 'assigned'),
    type: 'ConversationAssigned',
    actor: active ?? business,
    participant: active,
    change: { status: 'open', assignee: active?.key, reason },
    metadata,
  } as const;
  return [draftOf(event, place, what)];
}

/**
 * `switchboard:passControl`: `activeSwitchboardIntegration` is the one now in control; the vendor
 * does not say who was. A desk passes control back when its ticket is closed (`ticketClosed`).
 */
export function passedEvents(event: WebhookEvent): readonly EventDraft[] {
  const { place, business, active, reason, metadata } = controlOf(event);
  const what = {
    fact: eventFact(event, 'passed', 'assigned'),
    type: 'ConversationTransferred',
    actor: business,
    participant: active,
    change: { assignee: active?.key, reason },
    metadata,
  } as const;
  const passed = draftOf(event, place, what);
  return reason === 'ticketClosed' ? [passed, closed(event)] : [passed];
}

/** `switchboard:releaseControl`: no integration is in control any more. */
export function releasedEvents(event: WebhookEvent): readonly EventDraft[] {
  const { place, business, reason, metadata } = controlOf(event);
  if (reason === 'ticketClosed') return [closed(event)];
  const what = {
    fact: eventFact(event, 'released', 'changed'),
    type: 'ConversationTransferred',
    actor: business,
    change: { reason },
    metadata,
  } as const;
  return [draftOf(event, place, what)];
}

function closed(event: WebhookEvent): EventDraft {
  const { place, business, reason, metadata } = controlOf(event);
  const what = {
    fact: eventFact(event, 'closed', 'closed'),
    type: 'ConversationClosed',
    actor: business,
    change: { status: 'closed', reason },
    metadata,
  } as const;
  return draftOf(event, place, what);
}
