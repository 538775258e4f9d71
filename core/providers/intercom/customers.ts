import type { DraftParticipant, EventDraft } from '../../events/draft.ts';
import type { Fact } from '../../events/event-id.ts';
import { readEvent } from '../json-body.ts';
import { metadataOf, prefixed, texts } from '../metadata-texts.ts';
import { type Contact, type ContactItem, contact, contactItem } from './contact-payload.ts';
import { eventKey, type Notification, originOf } from './notification.ts';
import { businessOf, contactOf } from './people.ts';
import { providerEvent } from './provider-event.ts';

/**
 * `contact.*`, and `user.*`, `lead.*` and `visitor.*` of older versions: what is known of a
 * customer. They belong to no conversation.
 */
export function customerEvents(notification: Notification): readonly EventDraft[] {
  const { account, topic, createdAt } = notification;
  const item = readEvent(notification.item, contactItem);
  const read = item.contact ?? item.user ?? readEvent(notification.item, contact);
  const participant = contactOf(account, read);
  if (!participant) return [providerEvent(notification)];
  const shared = {
    thread: null,
    origin: originOf(notification),
    channel: { type: 'other', metadata: {} },
    occurredAt: createdAt,
    actor: businessOf(account),
    participant,
    metadata: metadataOf(
      topicMetadata(topic, item),
      contactMetadata(read),
      prefixed('attribute', read.custom_attributes),
    ),
  } as const;
  const from = contactOf(account, item.merged_from)?.key;
  if (from === undefined) {
    return [{ ...shared, fact: updateFact(notification, participant), type: 'CustomerUpdated' }];
  }
  return [
    {
      ...shared,
      fact: { key: `merge:${from}`, part: 'merge', rank: 'changed' },
      type: 'CustomerMerged',
      merge: { participants: { from, into: participant.key } },
    },
  ];
}

/** A contact is deleted once; of what else changes, the notification alone has an id. */
function updateFact(notification: Notification, { key }: DraftParticipant): Fact {
  if (isDeletion(notification.topic)) {
    return { key: `contact:${key}`, part: 'deleted', rank: 'removed' };
  }
  return { key: eventKey(notification, key), part: 'customer', rank: 'changed' };
}

/** Not that of a contact's tag. */
function isDeletion(topic: string): boolean {
  return topic.endsWith('.deleted') && !topic.endsWith('.tag.deleted');
}

function topicMetadata(topic: string, { tag, subscription_types: types }: ContactItem) {
  const name = tag?.name ?? tag?.id;
  const removed = topic.endsWith('.tag.deleted');
  return texts({
    tag_added: removed ? undefined : name,
    tag_removed: removed ? name : undefined,
    deleted: isDeletion(topic) ? true : undefined,
    archived: topic.endsWith('.archived') ? true : undefined,
    subscription_type_ids: types?.data?.flatMap(({ id }) => id ?? []).join(','),
  });
}

function contactMetadata(read: Contact): Record<string, string> {
  return texts({
    // In 1.x the type says it, in 2.x every type is `contact`.
    contact_role: read.role ?? (read.type === 'contact' ? undefined : read.type),
    email: read.email,
    phone: read.phone,
    owner_id: read.owner_id,
    pseudonym: read.pseudonym,
    language_override: read.language_override,
    unsubscribed_from_emails: read.unsubscribed_from_emails,
    unsubscribed_from_sms: read.unsubscribed_from_sms,
    marked_email_as_spam: read.marked_email_as_spam,
    has_hard_bounced: read.has_hard_bounced,
  });
}
