import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { metadataOf, prefixed, texts } from '../metadata-texts.ts';
import { draftOf, eventFact, type WebhookEvent } from './draft.ts';
import { errorOf } from './failure.ts';
import { activityPayload, deliveryPayload, postbackPayload } from './payload.ts';
import { authorOf, businessOf, customerOf, integrationOf, unnamedCustomer } from './people.ts';
import { providerEvent } from './provider-event.ts';

const DELIVERIES = {
  channel: { type: 'MessageAccepted', part: 'accepted', rank: 'accepted' },
  user: { type: 'MessageDelivered', part: 'delivered', rank: 'delivered' },
  failure: { type: 'MessageFailed', part: 'failed', rank: 'failed' },
} as const;

/**
 * `conversation:message:delivery:channel`, `:user` and `:failure`: a message reached the channel, or
 * its user, or neither. The fact is the state of the message at a destination: a conversation can
 * have several clients, and a message that was split for a channel is reported once per piece.
 */
export function deliveryEvents(
  event: WebhookEvent,
  state: keyof typeof DELIVERIES,
): readonly EventDraft[] {
  const payload = readEvent(event.payload, deliveryPayload);
  const { conversation, message, user, destination, isFinalEvent, externalMessages } = payload;
  const { type, part, rank } = DELIVERIES[state];
  const target = destination?.integrationId ?? destination?.type;
  const key = ['status', message.id, part, ...(target ? [target] : [])].join(':');
  const what = {
    fact: { key, part, rank },
    type,
    actor: integrationOf(event.appId, destination),
    recipients: [user ? customerOf(user) : unnamedCustomer(conversation)],
    message: { id: message.id },
    error: state === 'failure' ? errorOf(payload.error) : undefined,
    metadata: metadataOf(
      texts({
        is_final_event: isFinalEvent,
        external_message_ids: externalMessages?.flatMap(({ id }) => id ?? []).join(','),
      }),
    ),
  } as const;
  return [draftOf(event, { conversation, client: destination }, what)];
}

/**
 * `conversation:read` and `conversation:typing`. A reading covers the whole conversation: the vendor
 * names no message.
 */
export function activityEvents(event: WebhookEvent): readonly EventDraft[] {
  const { conversation, activity } = readEvent(event.payload, activityPayload);
  const kind = activityKind(activity.type ?? event.type);
  if (!kind) return [providerEvent(event)];
  const what = {
    fact: eventFact(event, kind.part, kind.rank),
    type: kind.type,
    actor: authorOf(activity.author, activity.source, event.appId, conversation),
  };
  return [draftOf(event, { conversation, source: activity.source }, what)];
}

function activityKind(name: string) {
  switch (name) {
    case 'conversation:read':
      return { type: 'MessageRead', part: 'read', rank: 'read' } as const;
    case 'typing:start':
      return { type: 'TypingStarted', part: 'typing', rank: 'changed' } as const;
    case 'typing:stop':
      return { type: 'TypingStopped', part: 'typing', rank: 'changed' } as const;
    default:
      return null;
  }
}

/** `conversation:postback`: the vendor does not say in which message the button was. */
export function postbackEvents(event: WebhookEvent): readonly EventDraft[] {
  const payload = readEvent(event.payload, postbackPayload);
  const { conversation, user, source, postback } = payload;
  const what = {
    fact: eventFact(event, 'postback', 'pressed'),
    type: 'PostbackReceived',
    actor: customerOf(user, source?.client),
    recipients: [businessOf(event.appId, conversation)],
    postback: { payload: postback.payload },
    metadata: metadataOf(
      texts({ campaign_id: source?.campaign?.id }),
      prefixed('postback', postback.metadata),
    ),
  } as const;
  return [draftOf(event, { conversation, source }, what)];
}
