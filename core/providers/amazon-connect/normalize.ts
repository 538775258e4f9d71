import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { jsonObject } from '../json-value.ts';
import type { Chat } from './chat.ts';
import { chatEvents } from './chat-events.ts';
import { contactEvents } from './contact-events.ts';
import { jsonOf } from './json-text.ts';
import { messageAttributes, type Notification, notification } from './notification.ts';
import { type BridgeEvent, bridgeEvent, chatItem, contactDetail } from './payload.ts';
import { bridgeProviderEvent, notificationProviderEvent } from './provider-event.ts';

/** The detail-type of contact events. */
const CONTACT_EVENT = /^amazon connect contact event$/i;

/**
 * The log events of what was posted: a notification of SNS, an event of EventBridge, or what stands
 * inside one of them, which a rule's input path or raw delivery leaves.
 */
export function normalize(event: unknown): readonly EventDraft[] {
  const object = readEvent(event, jsonObject);
  if ('TopicArn' in object) return notificationEvents(readEvent(event, notification));
  return (
    insideEvents(event, object) ?? [
      bridgeProviderEvent({ 'detail-type': '', detail: event }, event),
    ]
  );
}

/** `null` for what is neither an event of EventBridge nor of Amazon Connect. */
function insideEvents(
  event: unknown,
  object: Readonly<Record<string, unknown>>,
  around?: Notification,
): readonly EventDraft[] | null {
  if ('detail-type' in object) return bridgeEvents(event);
  if ('Type' in object) return chatEvents(chatOf(event, around));
  const detail = contactDetail.safeParse(event);
  return detail.success ? contactEvents({ detail: detail.data, whole: event }) : null;
}

function bridgeEvents(event: unknown): readonly EventDraft[] {
  const bridge: BridgeEvent = readEvent(event, bridgeEvent);
  if (CONTACT_EVENT.test(bridge['detail-type'])) {
    const detail = readEvent(bridge.detail, contactDetail);
    return contactEvents({ detail, bridge, whole: event });
  }
  return [bridgeProviderEvent(bridge, event)];
}

function notificationEvents(sent: Notification): readonly EventDraft[] {
  const inside = sent.Type === 'Notification' ? jsonObject.safeParse(jsonOf(sent.Message)) : null;
  const events = inside?.success ? insideEvents(inside.data, inside.data, sent) : null;
  return events ?? [notificationProviderEvent(sent)];
}

function chatOf(whole: unknown, around: Notification | undefined): Chat {
  const item = readEvent(whole, chatItem);
  const attributes = messageAttributes.parse(around?.MessageAttributes);
  return {
    item: {
      ...item,
      InitialContactId: item.InitialContactId ?? attributes.InitialContactId?.Value,
      ContactId: item.ContactId ?? attributes.ContactId?.Value,
    },
    instanceId: attributes.InstanceId?.Value,
    awsAccountId: attributes.AccountId?.Value,
    visibility: attributes.MessageVisibility?.Value,
    whole,
  };
}
