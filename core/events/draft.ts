import type { ChannelType, Role } from './blocks.ts';
import type { EventType } from './catalogue.ts';
import { attachmentCount, type Content } from './content.ts';
import { LogError } from './errors.ts';
import {
  type ConversationEvent,
  SCHEMA_VERSION,
  type UnrecordedEvent,
  unrecordedEvent,
} from './event.ts';
import { type Fact, identifyFact } from './event-id.ts';
import type { Identity, Thread } from './identity.ts';
import { isoTime } from './time.ts';

/** A person, bot or system as a provider names it, before the log's own id is derived. */
export interface DraftParticipant {
  readonly role: Role;
  /** What names them within the provider; the account is part of it where ids are unique only there. */
  readonly key: string;
  readonly provider_id?: string | undefined;
  readonly channel_id?: string | undefined;
  readonly external_id?: string | undefined;
  readonly name?: string | undefined;
}

/** A message as an adapter gives it; attachments are counted on completion. */
export interface DraftMessage {
  readonly id: string;
  readonly content?: Content | undefined;
  readonly quoted_message_id?: string | undefined;
  readonly in_reply_to?: string | undefined;
}

/** A change as an adapter gives it: assignees by the keys of their participants. */
export type DraftChange = Omit<
  NonNullable<ConversationEvent['change']>,
  'assignee_id' | 'previous_assignee_id'
> & {
  readonly assignee?: string | undefined;
  readonly previous_assignee?: string | undefined;
};

/** Two participants (by key) or two conversations that the provider made one. */
export type DraftMerge =
  | { readonly participants: { readonly from: string; readonly into: string } }
  | { readonly conversations: { readonly from: Thread; readonly into: Thread } };

/** A conversation of this or another provider that is about the same thing. */
export interface DraftLink {
  /** The other provider's name: that of its adapter, whose threads the thread is one of. */
  readonly provider: string;
  readonly thread: Thread;
}

type PlainBlocks = Partial<
  Pick<
    ConversationEvent,
    | 'reaction'
    | 'postback'
    | 'referral'
    | 'rating'
    | 'annotation'
    | 'note'
    | 'error'
    | 'ticket_id'
    | 'derived'
    | 'metadata'
    | 'payload'
  >
>;

/**
 * What an adapter makes of a provider event: everything the payload says, nothing that depends on
 * the delivery, the clock or the deployment.
 */
export interface EventDraft extends PlainBlocks {
  readonly fact: Fact;
  readonly type: EventType;
  /** When the thing happened, in milliseconds since 1970; `null` where the provider does not say. */
  readonly occurredAt: number | null;
  /** The conversation it belongs to; `null` for an event of the account. */
  readonly thread: Thread | null;
  readonly origin: {
    readonly event_type: string;
    readonly event_id?: string | undefined;
    readonly account_id?: string | undefined;
    readonly conversation_id?: string | undefined;
  };
  readonly channel: {
    readonly type: ChannelType;
    readonly metadata: Readonly<Record<string, string>>;
  };
  readonly actor: DraftParticipant;
  readonly participant?: DraftParticipant | undefined;
  readonly recipients?: readonly DraftParticipant[] | undefined;
  readonly message?: DraftMessage | undefined;
  readonly change?: DraftChange | undefined;
  readonly merge?: DraftMerge | undefined;
  readonly linked?: DraftLink | undefined;
}

/** What completes a draft: whose event it is, and through which delivery it came. */
export interface DraftContext {
  readonly tenantId: string;
  readonly sourceId: string;
  readonly provider: string;
  readonly deliveryId: string;
  readonly identity: Identity;
}

/** An event ready to be appended, with the fingerprint of its fact. */
export interface IdentifiedEvent {
  readonly event: UnrecordedEvent;
  readonly fingerprint: string;
}

/**
 * Completes a draft into a valid event with its ids.
 * @param occurredAt the draft's time, or the remembered time of arrival where it has none
 * @throws LogError `invalid_event` naming the paths that the event schema refuses; `invalid_time`
 */
export function completeEvent(
  draft: EventDraft,
  occurredAt: number,
  context: DraftContext,
): IdentifiedEvent {
  const { fact, thread, occurredAt: _draftTime, ...blocks } = draft;
  const { tenantId, provider } = context;
  const { id, fingerprint } = identifyFact(tenantId, provider, fact, occurredAt);
  const participantOf = (person: DraftParticipant) => identifiedParticipant(person, context);
  const parsed = unrecordedEvent.safeParse({
    ...blocks,
    id,
    schema_version: SCHEMA_VERSION,
    revision: 1,
    tenant_id: tenantId,
    conversation_id: conversationIdOf(thread, occurredAt, context),
    occurred_at: isoTime(occurredAt),
    origin: {
      ...draft.origin,
      source_id: context.sourceId,
      provider,
      delivery_id: context.deliveryId,
    },
    actor: participantOf(draft.actor),
    participant: draft.participant && participantOf(draft.participant),
    recipients: draft.recipients?.map(participantOf),
    message: draft.message && countedMessage(draft.message),
    change: draft.change && identifiedChange(draft.change, context),
    merge: draft.merge && identifiedMerge(draft.merge, context),
    linked_conversation_id: draft.linked && linkedConversationId(draft.linked, context),
  });
  if (!parsed.success) {
    const paths = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new LogError('invalid_event', `The event schema refuses ${draft.type} at: ${paths}`);
  }
  return { event: parsed.data, fingerprint };
}

function conversationIdOf(thread: Thread | null, at: number, context: DraftContext): string {
  const { tenantId, provider, sourceId, identity } = context;
  if (thread) return identity.conversationId(tenantId, provider, thread);
  return identity.accountConversationId(tenantId, sourceId, isoTime(at).slice(0, 10));
}

function participantIdOf(key: string, { tenantId, provider, identity }: DraftContext): string {
  return identity.participantId(tenantId, provider, key);
}

function identifiedParticipant({ key, ...person }: DraftParticipant, context: DraftContext) {
  return { ...person, id: participantIdOf(key, context) };
}

function identifiedChange(draft: DraftChange, context: DraftContext) {
  const { assignee, previous_assignee, ...change } = draft;
  return {
    ...change,
    assignee_id: assignee && participantIdOf(assignee, context),
    previous_assignee_id: previous_assignee && participantIdOf(previous_assignee, context),
  };
}

function identifiedMerge(draft: DraftMerge, context: DraftContext) {
  const { tenantId, provider, identity } = context;
  if ('participants' in draft) {
    const { from, into } = draft.participants;
    return { from_id: participantIdOf(from, context), into_id: participantIdOf(into, context) };
  }
  const { from, into } = draft.conversations;
  return {
    from_id: identity.conversationId(tenantId, provider, from),
    into_id: identity.conversationId(tenantId, provider, into),
  };
}

function linkedConversationId({ provider, thread }: DraftLink, context: DraftContext): string {
  return context.identity.conversationId(context.tenantId, provider, thread);
}

function countedMessage(message: DraftMessage) {
  if (!message.content) return message;
  return { ...message, attachment_count: attachmentCount(message.content) };
}
