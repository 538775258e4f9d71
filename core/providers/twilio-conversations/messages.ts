import type { Content } from '../../events/content.ts';
import type { EventDraft } from '../../events/draft.ts';
import { contentOf } from './content.ts';
import { draftOf } from './draft.ts';
import { changeName, createdAt, type Notice, needed, timeOf } from './notice.ts';
import { authorOf, businessOf, doerOf, unnamedCustomer } from './people.ts';
import { payloadOf } from './provider-event.ts';

/**
 * `onMessageAdded`. Twilio does not say in which direction a message went: its author does. So the
 * rank is the same for both, and an id outlives a correction of who is whose; `Index` is the order.
 */
export function addedEvents(notice: Notice): readonly EventDraft[] {
  const sid = needed(notice, 'MessageSid');
  const { Index: sequence, DateCreated } = notice.parameters;
  const author = authorOf(notice);
  const received = author.role === 'customer';
  const content = contentOf(notice.parameters);
  const what = {
    fact: { key: `message:${sid}`, part: 'message', rank: 'received', ...order(sequence) },
    type: received ? 'MessageReceived' : 'MessageSent',
    occurredAt: createdAt(notice),
    actor: author,
    recipients: [received ? businessOf(notice) : unnamedCustomer(notice)],
    message: { id: sid, content },
    payload: unsaid(notice, content),
  } as const;
  return [draftOf(notice, what, { date_created: DateCreated })];
}

/** `onMessageUpdated`: also told of a change of attributes alone, which looks the same. */
export function updatedEvents(notice: Notice): readonly EventDraft[] {
  const sid = needed(notice, 'MessageSid');
  const { Index: sequence, ClientIdentity, DateUpdated, DateCreated } = notice.parameters;
  const content = contentOf(notice.parameters);
  const what = {
    fact: {
      key: `edit:${sid}:${changeName(notice)}`,
      part: 'edit',
      rank: 'changed',
      ...order(sequence),
    },
    type: 'MessageEdited',
    occurredAt: timeOf(DateUpdated, DateCreated),
    actor: ClientIdentity ? doerOf(notice) : authorOf(notice),
    message: { id: sid, content },
    payload: unsaid(notice, content),
  } as const;
  return [draftOf(notice, what)];
}

/** `onMessageRemoved`. */
export function removedEvents(notice: Notice): readonly EventDraft[] {
  const sid = needed(notice, 'MessageSid');
  const { Index: sequence, DateRemoved, DateUpdated } = notice.parameters;
  const what = {
    fact: { key: `message:${sid}`, part: 'removed', rank: 'removed', ...order(sequence) },
    type: 'MessageDeleted',
    occurredAt: timeOf(DateRemoved, DateUpdated),
    actor: doerOf(notice),
    message: { id: sid },
  } as const;
  return [draftOf(notice, what)];
}

function order(sequence: number | undefined) {
  return sequence === undefined ? {} : { sequence };
}

/** What the log has no content for is kept as it came. */
function unsaid(notice: Notice, { type }: Content) {
  return type === 'unsupported' ? payloadOf(notice) : undefined;
}
