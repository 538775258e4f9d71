import type { EventDraft } from '../../events/draft.ts';
import { jsonValue } from '../../events/json.ts';
import { readEvent } from '../json-body.ts';
import { eventKey, type Notification, originOf } from './notification.ts';
import { anyItem } from './payload.ts';
import { businessOf } from './people.ts';
import { barePlace } from './place.ts';

/** A notification that the log has no type for, kept whole; filed with its conversation if it names one. */
export function providerEvent(notification: Notification): EventDraft {
  const { account, createdAt, whole } = notification;
  return {
    ...placeOfAny(notification),
    fact: { key: eventKey(notification), part: 'event', rank: 'noted' },
    type: 'ProviderEvent',
    occurredAt: createdAt,
    actor: businessOf(account),
    payload: readEvent(whole, jsonValue),
  };
}

function placeOfAny(
  notification: Notification,
): Pick<EventDraft, 'thread' | 'origin' | 'channel' | 'ticket_id'> {
  const item = anyItem.parse(notification.item);
  const own = item.type === 'conversation' || item.type === 'ticket' ? item.id : undefined;
  const { conversation, ticket } = item;
  const id =
    item.conversation_id ?? own ?? conversation?.id ?? conversation?.model?.id ?? ticket?.id;
  if (id) return barePlace(notification.account, originOf(notification), id).shared;
  const channel = { type: 'other', metadata: {} } as const;
  return { thread: null, origin: originOf(notification), channel };
}
