import type { EventDraft } from '../../events/draft.ts';
import type { Fact } from '../../events/event-id.ts';
import { readEvent } from '../json-body.ts';
import { metadataOf, prefixed, texts } from '../metadata-texts.ts';
import { draftOf, eventFact, type WebhookEvent } from './draft.ts';
import type { Conversation, Referral, Source, User } from './payload.ts';
import { conversationPayload, referralPayload } from './payload.ts';
import { businessOf, customerOf } from './people.ts';
import { providerEvent } from './provider-event.ts';

/** Reasons for a new conversation that are the customer's own doing (`creationReason`). */
const BY_CUSTOMER: ReadonlySet<string> = new Set([
  'linkRequest',
  'message',
  'prechatCapture',
  'proactiveMessaging',
  'startConversation',
]);

/** `conversation:create`, with the referral that brought the customer where there is one. */
export function createdEvents(event: WebhookEvent): readonly EventDraft[] {
  const payload = readEvent(event.payload, conversationPayload);
  const { conversation, user, source, creationReason, referral } = payload;
  const customer = user ? customerOf(user, source?.client) : undefined;
  const own = creationReason && BY_CUSTOMER.has(creationReason);
  const key = `conversation:${conversation.id}`;
  const what = {
    fact: { key, part: 'opened', rank: 'opened' },
    type: 'ConversationOpened',
    actor: (own && customer) || businessOf(event.appId),
    participant: customer,
    change: { status: 'open', reason: creationReason ?? undefined },
    metadata: conversationMetadata(conversation, source),
  } as const;
  const opened = draftOf(event, { conversation, source }, what);
  if (!user || !referral) return [opened];
  const fact = { key, part: 'referral', rank: 'referred' } as const;
  return [opened, referred(event, fact, { conversation, user, source, referral })];
}

/** `conversation:remove`: the conversation and its messages are gone at the vendor. */
export function removedEvents(event: WebhookEvent): readonly EventDraft[] {
  const { conversation, source } = readEvent(event.payload, conversationPayload);
  const what = {
    fact: { key: `conversation:${conversation.id}`, part: 'deleted', rank: 'removed' },
    type: 'ConversationDeleted',
    actor: businessOf(event.appId),
    metadata: conversationMetadata(conversation, source),
  } as const;
  return [draftOf(event, { conversation, source }, what)];
}

const MEMBERSHIPS = {
  join: { type: 'CustomerJoined', part: 'joined', rank: 'joined' },
  leave: { type: 'CustomerLeft', part: 'left', rank: 'left' },
} as const;

/**
 * `conversation:join` and `conversation:leave`, which the vendor sends for group conversations of
 * its SDKs only. Members are users; the business is in every conversation and never joins.
 */
export function membershipEvents(
  event: WebhookEvent,
  step: keyof typeof MEMBERSHIPS,
): readonly EventDraft[] {
  const { conversation, user, source } = readEvent(event.payload, conversationPayload);
  if (!user) return [providerEvent(event)];
  const { type, part, rank } = MEMBERSHIPS[step];
  const member = customerOf(user, source?.client);
  const what = {
    fact: eventFact(event, part, rank),
    type,
    actor: member,
    participant: member,
    metadata: conversationMetadata(conversation, source),
  } as const;
  return [draftOf(event, { conversation, source }, what)];
}

/** `conversation:referral`: a link or an advertisement brought a customer to a conversation. */
export function referralEvents(event: WebhookEvent): readonly EventDraft[] {
  const payload = readEvent(event.payload, referralPayload);
  return [referred(event, eventFact(event, 'referral', 'referred'), payload)];
}

interface Referred {
  readonly conversation: Conversation;
  readonly user: User;
  readonly source?: Source | null | undefined;
  readonly referral: Referral;
}

function referred(event: WebhookEvent, fact: Fact, payload: Referred): EventDraft {
  const { conversation, user, source, referral } = payload;
  const { code, details } = referral;
  const what = {
    fact,
    type: 'ReferralReceived',
    actor: customerOf(user, source?.client),
    referral: {
      source: details?.source ?? source?.type ?? 'unknown',
      ref: code ?? undefined,
      ad_id: details?.adId ? String(details.adId) : undefined,
    },
    metadata: metadataOf(
      texts({ referral_type: details?.type, campaign_id: source?.campaign?.id }),
    ),
  } as const;
  return draftOf(event, { conversation, source }, what);
}

function conversationMetadata(conversation: Conversation, source: Source | null | undefined) {
  return metadataOf(
    texts({ conversation_type: conversation.type, campaign_id: source?.campaign?.id }),
    prefixed('conversation', conversation.metadata),
  );
}
