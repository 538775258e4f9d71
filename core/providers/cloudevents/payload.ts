import * as z from 'zod';
import {
  annotation,
  CHANNEL_TYPES,
  change,
  failure,
  note,
  postback,
  rating,
  reaction,
  referral,
  role,
} from '../../events/blocks.ts';
import { content } from '../../events/content.ts';

/** An attribute that is `null` is absent (CloudEvents JSON format §2.2). */
const attribute = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

/** The attributes of CloudEvents 1.0; extension attributes are kept beside them. */
export const cloudEvent = z.looseObject({
  specversion: z.literal('1.0'),
  id: z.string().min(1),
  source: z.string().min(1),
  type: z.string().min(1),
  time: attribute,
  subject: attribute,
  datacontenttype: attribute,
  dataschema: attribute,
  data: z.unknown().optional(),
  data_base64: attribute,
});

const person = z.object({
  role,
  id: z.string().min(1),
  name: z.string().optional(),
  channel_id: z.string().optional(),
  external_id: z.string().optional(),
});

const strings = z.record(z.string(), z.string());

/** A plain string means text, and text is plain where it does not say its format. */
function asText(value: unknown): unknown {
  if (typeof value === 'string') return { type: 'text', text: value, format: 'plain' };
  if (typeof value !== 'object' || value === null || 'format' in value) return value;
  return { ...value, format: 'plain' };
}

/**
 * `data` of an event that is named like one of the log's types: the log's own vocabulary, with ids as
 * the sender knows them. README.md documents it for senders.
 */
export const eventData = z.object({
  conversation_id: z.string().min(1).optional(),
  channel: z.object({ type: z.enum(CHANNEL_TYPES), metadata: strings.default({}) }).optional(),
  actor: person.optional(),
  participant: person.optional(),
  recipients: z.array(person).optional(),
  message: z
    .object({
      id: z.string().min(1).optional(),
      content: z.preprocess(asText, content).optional(),
      quoted_message_id: z.string().optional(),
      in_reply_to: z.string().optional(),
    })
    .optional(),
  change: change.optional(),
  reaction: reaction.optional(),
  postback: postback.optional(),
  referral: referral.optional(),
  rating: rating.optional(),
  annotation: annotation.optional(),
  merge: z
    .object({ of: z.enum(['customer', 'conversation']), from_id: z.string(), into_id: z.string() })
    .optional(),
  note: z.preprocess(asText, note).optional(),
  error: failure.optional(),
  ticket_id: z.string().optional(),
  metadata: strings.optional(),
});

export type CloudEvent = z.infer<typeof cloudEvent>;
export type EventData = z.infer<typeof eventData>;
export type Person = z.infer<typeof person>;
