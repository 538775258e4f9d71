import type { EventDraft } from '../../events/draft.ts';
import { metadataOf, texts } from '../metadata-texts.ts';
import { contentOf } from './content.ts';
import { timeOf } from './notification.ts';
import type { ConversationItem, Source } from './payload.ts';
import { businessOf, customersOf, mainCustomerOf, personOf } from './people.ts';
import { type Place, sourceKey, sourceOf } from './place.ts';

/**
 * The log events of a conversation's beginning: that it was opened, and its first message, which
 * is not among its parts. Like those of parts, they are the same from a notification and from history.
 */
export function openingEvents(place: Place, read: ConversationItem): readonly EventDraft[] {
  const opening = sourceOf(read);
  const actor = personOf(place, opening?.author);
  const shared = {
    ...place.shared,
    occurredAt: read.created_at ? timeOf(read.created_at) : null,
    actor,
    metadata: metadataOf(
      texts({
        title: read.title,
        subject: opening?.subject,
        author_email: opening?.author?.email,
      }),
    ),
  };
  const opened: EventDraft = {
    ...shared,
    fact: { key: sourceKey(place), part: 'opened', rank: 'opened' },
    type: 'ConversationOpened',
    participant: mainCustomerOf(place),
    // What a teammate starts is closed to Intercom until the customer answers.
    change: {
      status: actor.role !== 'customer' && read.state === 'closed' ? 'closed' : 'open',
      reason: opening?.delivered_as ?? undefined,
    },
  };
  return opening ? [opened, ...firstMessage(place, opening, shared)] : [opened];
}

function firstMessage(
  place: Place,
  opening: Source,
  shared: Omit<EventDraft, 'fact' | 'type'>,
): readonly EventDraft[] {
  const content = contentOf(opening);
  if (!content) return [];
  const received = shared.actor.role === 'customer';
  return [
    {
      ...shared,
      fact: {
        key: sourceKey(place),
        part: 'message',
        rank: received ? 'received' : 'sent',
      },
      type: received ? 'MessageReceived' : 'MessageSent',
      recipients: received ? [businessOf(place.account)] : customersOf(place),
      message: { id: opening.id, content },
    },
  ];
}
