import type { EventDraft } from '../../events/draft.ts';
import type { SourceOptions } from '../adapter.ts';
import * as conversations from './conversations.ts';
import * as messages from './messages.ts';
import { type Notice, noticeOf } from './notice.ts';
import * as participants from './participants.ts';
import { providerEvent } from './provider-event.ts';
import { deliveryEvents } from './receipts.ts';
import { userEvents } from './users.ts';

type Normalize = (notice: Notice) => readonly EventDraft[];

const BY_KIND: ReadonlyMap<string, Normalize> = new Map<string, Normalize>([
  ['onConversationAdded', conversations.addedEvents],
  ['onConversationUpdated', conversations.updatedEvents],
  ['onConversationRemoved', conversations.removedEvents],
  ['onConversationStateUpdated', conversations.stateEvents],
  ['onMessageAdded', messages.addedEvents],
  ['onMessageUpdated', messages.updatedEvents],
  ['onMessageRemoved', messages.removedEvents],
  ['onParticipantAdded', participants.joinedEvents],
  ['onParticipantUpdated', participants.updatedEvents],
  ['onParticipantRemoved', participants.leftEvents],
  ['onDeliveryUpdated', deliveryEvents],
  ['onUserAdded', userEvents],
  ['onUserUpdated', userEvents],
]);

/** The log events of a webhook, of an event of Event Streams, or of a member of a REST list. */
export function normalize(event: unknown, options: SourceOptions): readonly EventDraft[] {
  const notice = noticeOf(event, options);
  return BY_KIND.get(notice.kind)?.(notice) ?? [providerEvent(notice)];
}
