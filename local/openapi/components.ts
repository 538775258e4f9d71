import * as z from 'zod';
import { appendRequest } from '../../core/api/append-schemas.ts';
import { feedPage } from '../../core/api/feed-schemas.ts';
import type { Route } from '../../core/api/routes.ts';
import {
  conversationList,
  eventList,
  health,
  ingestResult,
  metrics,
  metricsRow,
  page,
  problem,
  sparseEventList,
} from '../../core/api/schemas.ts';
import { conversationLog, zendeskError } from '../../core/api/zendesk-schemas.ts';
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
} from '../../core/events/blocks.ts';
import { action, attachment, contact, content, field, item } from '../../core/events/content.ts';
import { conversationEvent, sparseEvent } from '../../core/events/event.ts';
import { conversationSummary } from '../../core/events/summary.ts';
import { EXAMPLES } from './examples.ts';

/** A JSON Schema (draft 2020-12) or a part of one. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** What API Gateway says where it answers itself, before any function. */
const gatewayMessage = z.object({ message: z.string() });

/** Schemas that have a name in the document; every other one stands where it is used. */
const NAMED = {
  ConversationEvent: conversationEvent,
  EventList: eventList,
  SparseEvent: sparseEvent,
  SparseEventList: sparseEventList,
  Page: page,
  FeedPage: feedPage,
  ConversationSummary: conversationSummary,
  ConversationList: conversationList,
  Metrics: metrics,
  MetricsRow: metricsRow,
  AppendRequest: appendRequest,
  ZendeskConversationLog: conversationLog,
  ZendeskError: zendeskError,
  IngestResult: ingestResult,
  Health: health,
  Problem: problem,
  GatewayMessage: gatewayMessage,
  Participant: participant,
  Origin: origin,
  Channel: channel,
  Message: message,
  Content: content,
  Action: action,
  Attachment: attachment,
  Contact: contact,
  ContentItem: item,
  ContentField: field,
  Change: change,
  Reaction: reaction,
  Postback: postback,
  Referral: referral,
  Rating: rating,
  Annotation: annotation,
  Merge: merge,
  Note: note,
  Failure: failure,
} as const satisfies Record<string, z.ZodType>;

const DESCRIPTIONS: Partial<Record<keyof typeof NAMED, string>> = {
  ConversationEvent:
    'One event of the log. Within schema version 1, fields and enum values are only added: ignore what you do not know.',
  EventList: 'One page of events.',
  SparseEvent: 'An event with the fields that `fields` asks for.',
  SparseEventList: 'One page of events; with `fields`, of events that have only these.',
  FeedPage: 'Events in the order of arrival, and up to when everything is in.',
  ConversationSummary: 'A conversation as its events leave it.',
  ConversationList: 'One page of conversations.',
  Metrics: 'What happened, by hour or day.',
  AppendRequest: 'An event to append to a conversation.',
  ZendeskConversationLog: "Comments and messages of a ticket, in Zendesk's contract.",
  ZendeskError: "An error in Zendesk's form.",
  Page: 'Where the list goes on: repeat the request with `cursor` set to `next_cursor`. A page may be short, even empty, with `has_more: true`.',
  IngestResult: 'What became of the events of a delivery.',
  Problem: 'RFC 9457 problem details. `code` is stable; programs decide by it.',
  GatewayMessage: 'What the gateway answers by itself, before the API sees the request.',
  Participant: 'Who caused an event, got a message, or joined or left.',
  Origin: "The provider's own names of what the event was made from.",
  Content: 'What a message says, by `type`.',
};

/** The schemas of the document: those with a name, and those of operations by their place. */
export interface Schemas {
  /** `components.schemas`. */
  readonly components: Readonly<Record<string, JsonSchema>>;
  /** The schema of a value that the operations use: a `$ref` where it has a name. */
  of(schema: z.ZodType): JsonSchema;
}

/**
 * Turns all schemas that the routes use into JSON Schema in one go, so that they share the named
 * ones. Objects stay open: later versions add fields.
 */
export function routeSchemas(
  routes: readonly Route[],
  further: readonly z.ZodType[] = [],
): Schemas {
  const registry = z.registry<{ id: string }>();
  const ids = new Map<z.ZodType, string>();
  const add = (schema: z.ZodType, id: string) => {
    if (ids.has(schema)) return;
    ids.set(schema, id);
    registry.add(schema, { id });
  };
  for (const [name, schema] of Object.entries(NAMED)) add(schema, name);
  const used = routes.flatMap(({ query, body, response, problem: refusal }) => {
    return [query, body, response, refusal].filter((schema) => schema instanceof z.ZodType);
  });
  for (const [index, schema] of [...used, ...further].entries()) add(schema, `unnamed${index}`);
  const { schemas } = z.toJSONSchema(registry, {
    io: 'input',
    uri: (id) => `#/components/schemas/${id}`,
    // A payload is any JSON, which zod checks by a function of ours.
    unrepresentable: ({ zodSchema }) => (zodSchema._zod.def.type === 'custom' ? 'any' : 'throw'),
    override: ({ zodSchema, jsonSchema }) => describe(zodSchema, jsonSchema),
  });
  const plain = (id: string): JsonSchema => {
    const { $schema, $id, ...schema } = schemas[id] ?? {};
    return schema;
  };
  const examples: Readonly<Record<string, unknown>> = EXAMPLES;
  const components = Object.entries(NAMED).map(([name]) => {
    const description = DESCRIPTIONS[name as keyof typeof NAMED];
    const shown = name in examples && { examples: [examples[name]] };
    return [name, { ...(description && { description }), ...plain(name), ...shown }];
  });
  return {
    components: Object.fromEntries(components),
    of: (schema) => {
      const id = ids.get(schema) ?? '';
      return id in NAMED ? { $ref: `#/components/schemas/${id}` } : plain(id);
    },
  };
}

/** Descriptions lie in zod's global registry; names lie in ours. */
function describe(schema: z.core.$ZodType, jsonSchema: JsonSchema): void {
  const { description, examples } = z.globalRegistry.get(schema) ?? {};
  if (description !== undefined) jsonSchema.description = description;
  if (Array.isArray(examples)) jsonSchema.examples = examples;
  // zod's way to say "an integer".
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}
