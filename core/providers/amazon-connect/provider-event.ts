import * as z from 'zod';
import type { EventDraft } from '../../events/draft.ts';
import { contentKey } from '../content-key.ts';
import { jsonOf } from '../json-value.ts';
import { texts } from '../texts.ts';
import { inCamelCase } from './field-names.ts';
import { type Notification, withoutCapabilities } from './notification.ts';
import type { BridgeEvent } from './payload.ts';
import { businessOf, lastSegment } from './people.ts';
import { firstTime } from './times.ts';

const optionalText = z.string().optional().catch(undefined);

/** What an event about a contact has, whatever its kind. */
const aboutContact = z.preprocess(
  inCamelCase,
  z
    .object({ contactId: optionalText, initialContactId: optionalText, instanceArn: optionalText })
    .catch({}),
);

/** An event of EventBridge that is no contact event: of Contact Lens, or whatever a rule lets through. */
export function bridgeProviderEvent(bridge: BridgeEvent, whole: unknown): EventDraft {
  const { contactId, initialContactId, instanceArn } = aboutContact.parse(bridge.detail);
  const conversationId = initialContactId || contactId || undefined;
  const instanceId = instanceArn && lastSegment(instanceArn);
  const metadata = texts({
    contact_id: contactId,
    instance_id: instanceId,
    aws_account_id: bridge.account,
    region: bridge.region,
  });
  return {
    fact: { key: `event:${bridge.id ?? contentKey(whole)}`, part: 'event', rank: 'noted' },
    type: 'ProviderEvent',
    occurredAt: firstTime(bridge.time),
    thread: conversationId === undefined ? null : { key: conversationId },
    origin: {
      event_type: bridge['detail-type'] || 'unknown',
      event_id: bridge.id,
      account_id: instanceId,
      conversation_id: conversationId,
    },
    channel: { type: 'other', metadata: metadata ?? {} },
    actor: businessOf(instanceId),
    payload: jsonOf(whole),
  };
}

/** A notification that is about no chat: a topic was subscribed or unsubscribed, or says something else. */
export function notificationProviderEvent(sent: Notification): EventDraft {
  return {
    fact: { key: `sns:${sent.MessageId}`, part: 'event', rank: 'noted' },
    type: 'ProviderEvent',
    occurredAt: firstTime(sent.Timestamp),
    thread: null,
    origin: { event_type: sent.Type, event_id: sent.MessageId },
    channel: { type: 'other', metadata: { topic_arn: sent.TopicArn } },
    actor: businessOf(undefined),
    payload: jsonOf(withoutCapabilities(sent)),
  };
}
