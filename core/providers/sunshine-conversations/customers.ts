import type { EventDraft } from '../../events/draft.ts';
import type { Fact } from '../../events/event-id.ts';
import { readEvent } from '../json-body.ts';
import { metadataOf, prefixed, texts } from '../metadata-texts.ts';
import { draftOf, eventFact, type WebhookEvent } from './draft.ts';
import { errorOf } from './failure.ts';
import { customerPayload, mergePayload } from './payload.ts';
import { businessOf, customerOf } from './people.ts';

/** `client:add`, `client:update`, `client:remove` and `user:update`: what is known of a customer. */
export function updatedEvents(event: WebhookEvent): readonly EventDraft[] {
  return customerEvents(event, eventFact(event, 'updated', 'changed'));
}

/** `user:remove`: a user is removed once, so the fact is the user's. */
export function userRemovedEvents(event: WebhookEvent): readonly EventDraft[] {
  const { user } = readEvent(event.payload, customerPayload);
  return customerEvents(event, { key: `user:${user.id}`, part: 'removed', rank: 'removed' });
}

function customerEvents(event: WebhookEvent, fact: Fact): readonly EventDraft[] {
  const payload = readEvent(event.payload, customerPayload);
  const { conversation, user, client, source, reason, error } = payload;
  const what = {
    fact,
    type: 'CustomerUpdated',
    actor: businessOf(event.appId),
    participant: customerOf(user, client ?? source?.client),
    error: error ? errorOf(error) : undefined,
    metadata: metadataOf(
      texts({
        reason,
        client_status: client?.status,
        client_display_name: client?.displayName,
        authenticated: user.authenticated,
      }),
      prefixed('profile', user.profile),
      prefixed('user', user.metadata),
    ),
  } as const;
  return [draftOf(event, { conversation, source, client }, what)];
}

/**
 * `user:merge`: two users became one, and with them two conversations where both had one. A user is
 * merged into another once, so the fact is the discarded user's. Each of the two conversations gets
 * an event, so that either shows where it went or what it took in.
 */
export function mergedEvents(event: WebhookEvent): readonly EventDraft[] {
  const payload = readEvent(event.payload, mergePayload);
  const { surviving, discarded } = payload.mergedUsers;
  const { mergedConversations: conversations, mergedClients: clients, reason } = payload;
  const key = `merge:${discarded.id}`;
  const actor = businessOf(event.appId);
  const participant = customerOf(surviving, clients?.surviving);
  const merged = {
    fact: { key, part: 'customer', rank: 'changed' },
    type: 'CustomerMerged',
    actor,
    participant,
    merge: { participants: { from: discarded.id, into: surviving.id } },
    metadata: metadataOf(
      texts({
        reason,
        surviving_client_id: clients?.surviving?.id,
        discarded_client_id: clients?.discarded?.id,
      }),
      prefixed('discarded', payload.discardedMetadata),
    ),
  } as const;
  const customer = draftOf(event, { conversation: conversations?.surviving }, merged);
  if (!conversations) return [customer];
  const from = { key: conversations.discarded.id };
  const into = { key: conversations.surviving.id };
  const ofConversation = (side: 'surviving' | 'discarded') =>
    draftOf(
      event,
      { conversation: conversations[side] },
      {
        fact: { key, part: `${side}_conversation`, rank: 'changed' },
        type: 'ConversationMerged',
        actor,
        participant,
        merge: { conversations: { from, into } },
        metadata: metadataOf(texts({ reason })),
      },
    );
  return [customer, ofConversation('discarded'), ofConversation('surviving')];
}
