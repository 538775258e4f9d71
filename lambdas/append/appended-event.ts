import { createHash } from 'node:crypto';
import type { AppendRequest } from '../../core/api/append-schemas.ts';
import type { KeyHolder } from '../../core/api/caller.ts';
import { canonicalJson } from '../../core/events/canonical-json.ts';
import { attachmentCount } from '../../core/events/content.ts';
import type { IdentifiedEvent } from '../../core/events/draft.ts';
import { LogError } from '../../core/events/errors.ts';
import { SCHEMA_VERSION, unrecordedEvent } from '../../core/events/event.ts';
import { identifyFact } from '../../core/events/event-id.ts';
import type { Identity } from '../../core/events/identity.ts';
import { isoTime } from '../../core/events/time.ts';
import type { ConversationContext } from './conversation-context.ts';

/** What stands for the provider of events that came through the API, and for their source. */
export const PROVIDER = 'api';

/** Hex digits of a fingerprint: as many as those of providers' facts. */
const FINGERPRINT = 12;

/** A valid request, and what else its event is made of. */
interface Making {
  readonly caller: KeyHolder;
  readonly requestId: string;
  readonly conversationId: string;
  readonly idempotencyKey: string;
  /** Milliseconds since 1970. */
  readonly occurredAt: number;
  /** The request as it was sent. */
  readonly body: unknown;
  readonly context: ConversationContext;
  readonly identity: Identity;
}

/** What names the fact: the caller's key, which is unique within a conversation. */
export function factKeyOf(conversationId: string, idempotencyKey: string): string {
  return `append:${conversationId}:${idempotencyKey}`;
}

/**
 * The event of a request. Its id comes from the idempotency key alone, with one rank for all types,
 * and its fingerprint from the whole request: so another request with the same key meets the first
 * one's id and is told from a repetition.
 */
export function appendedEvent(request: AppendRequest, making: Making): IdentifiedEvent {
  const { caller, conversationId, idempotencyKey, occurredAt, context } = making;
  const fact = {
    key: factKeyOf(conversationId, idempotencyKey),
    part: 'event',
    rank: 'noted',
  } as const;
  const parsed = unrecordedEvent.safeParse({
    id: identifyFact(caller.tenantId, PROVIDER, fact, occurredAt).id,
    type: request.type,
    schema_version: SCHEMA_VERSION,
    revision: 1,
    tenant_id: caller.tenantId,
    conversation_id: conversationId,
    occurred_at: isoTime(occurredAt),
    origin: {
      source_id: PROVIDER,
      provider: PROVIDER,
      account_id: caller.keyId,
      event_type: request.type,
      event_id: idempotencyKey,
      delivery_id: making.requestId,
    },
    channel: { type: context.channel, metadata: {} },
    actor: actorOf(request, making),
    metadata: request.metadata,
    ...blocksOf(request, making),
  });
  if (!parsed.success) throw new LogError('invalid_event');
  return { event: parsed.data, fingerprint: fingerprintOf(making.body) };
}

function actorOf({ actor }: AppendRequest, { caller, identity }: Making) {
  const idOf = (key: string) => identity.participantId(caller.tenantId, PROVIDER, key);
  if (!actor) return { role: 'system', id: idOf(`key:${caller.keyId}`), provider_id: caller.keyId };
  return { ...actor, id: actor.id ?? idOf(`person:${actor.provider_id}`) };
}

function blocksOf(request: AppendRequest, { idempotencyKey, context }: Making) {
  switch (request.type) {
    case 'ConversationAnnotated':
      return { annotation: request.annotation };
    case 'NoteAdded':
      return { note: request.note };
    case 'ConversationTagged':
      return { change: request.change };
    case 'ConversationClosed':
      return { change: { status: 'closed', ...request.change } };
    case 'ConversationReopened':
      return { change: { status: 'open', ...request.change } };
    case 'RatingGiven':
      return { rating: request.rating };
    case 'MessageSent': {
      const { message } = request;
      const attachment_count = attachmentCount(message.content);
      return {
        recipients: context.customer ? [context.customer] : [],
        message: { ...message, id: message.id ?? idempotencyKey, attachment_count },
      };
    }
  }
}

/** The key may stand in the body or in the header: it is not part of what is said. */
function fingerprintOf(body: unknown): string {
  const { id: _key, ...said } = Object.assign({ id: undefined }, body);
  return createHash('sha256').update(canonicalJson(said)).digest('hex').slice(0, FINGERPRINT);
}
