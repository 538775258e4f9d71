import * as z from 'zod';
import {
  annotation,
  change,
  channel,
  failure,
  merge,
  message,
  note,
  origin,
  participant,
  postback,
  rating,
  reaction,
  referral,
} from './blocks.ts';
import { type Block, EVENT_TYPE_NAMES, requiredBlocks } from './catalogue.ts';
import { jsonValue } from './json.ts';

/** The version of the schema below. Within it, fields and enum values are only added. */
export const SCHEMA_VERSION = 1;

/** A ULID: 26 Crockford characters; see event-id.ts for what its bits say. */
export const EVENT_ID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
export const CONVERSATION_ID = /^cnv_[0-9A-HJKMNP-TV-Z]{24}$/;
export const TENANT_ID = /^[a-z0-9][a-z0-9_-]{0,31}$/;

const utc = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

const head = {
  id: z.string().regex(EVENT_ID),
  type: z.enum(EVENT_TYPE_NAMES),
  schema_version: z.literal(SCHEMA_VERSION),
  revision: z.number().int().positive(),
  tenant_id: z.string().regex(TENANT_ID),
  conversation_id: z.string().regex(CONVERSATION_ID),
  occurred_at: utc,
};

const body = {
  origin,
  channel,
  actor: participant,
  participant: participant.optional(),
  recipients: z.array(participant).optional(),
  message: message.optional(),
  change: change.optional(),
  reaction: reaction.optional(),
  postback: postback.optional(),
  referral: referral.optional(),
  rating: rating.optional(),
  annotation: annotation.optional(),
  merge: merge.optional(),
  note: note.optional(),
  error: failure.optional(),
  ticket_id: z.string().optional(),
  /**
   * Another conversation of the log that is about the same thing, where the provider names it: the
   * Sunshine conversation of a ticket.
   */
  linked_conversation_id: z.string().regex(CONVERSATION_ID).optional(),
  derived: z.literal(true).optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  payload: jsonValue.optional(),
};

const unrecordedShape = z.object({ ...head, ...body });
const recordedShape = z.object({ ...head, recorded_at: utc, ...body });

/** The fields that an event can have at its top. */
export const EVENT_FIELDS: readonly string[] = Object.keys(recordedShape.shape);

/** An event of which only some fields were asked for. */
export const sparseEvent = recordedShape.partial().required({ id: true });

/** An event that has not been appended yet: everything but `recorded_at`. */
export type UnrecordedEvent = z.infer<typeof unrecordedShape>;
/** An event of the log (docs/versioning.md). */
export type ConversationEvent = z.infer<typeof recordedShape>;

function hasBlock(event: UnrecordedEvent, block: Block): boolean {
  return block === 'content' ? event.message?.content !== undefined : event[block] !== undefined;
}

function checkBlocks(context: z.core.ParsePayload<UnrecordedEvent>): void {
  const event = context.value;
  for (const block of requiredBlocks(event.type)) {
    if (!hasBlock(event, block)) {
      const path = block === 'content' ? ['message', 'content'] : [block];
      context.issues.push({
        code: 'custom',
        input: event,
        path,
        message: `${event.type} needs it`,
      });
    }
  }
}

/** Schema of an event before it is appended. */
export const unrecordedEvent = unrecordedShape.check(checkBlocks);

/** Schema of an event of the log: the single source of truth for store, bus, lake and API. */
export const conversationEvent = recordedShape.check(checkBlocks);
