import * as z from 'zod';
import { lenient } from '../lenient.ts';

/** Ids come as texts and as numbers; none is written `null`, `""` or `"0"`. */
function idOf(value: unknown): string | undefined {
  if (typeof value === 'number') return value === 0 ? undefined : String(value);
  return typeof value === 'string' && value !== '' && value !== '0' ? value : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Lists come as arrays, and as texts with blanks between the items. */
function listOf(itemOf: (value: unknown) => string | undefined) {
  return lenient((value) => {
    const items = typeof value === 'string' ? value.split(/\s+/) : value;
    if (!Array.isArray(items)) return undefined;
    return [...new Set(items.flatMap((item: unknown) => itemOf(item) ?? []))];
  });
}

export const id = lenient(idOf);
const anything = z.unknown().optional();
const text = lenient(textOf);
/** A word of a fixed set, which Zendesk writes in capitals here and in small letters in its API. */
const word = lenient((value) => textOf(value)?.toLowerCase());
const flag = lenient((value) => (typeof value === 'boolean' ? value : undefined));
const tags = listOf(textOf);
const users = listOf(idOf);

function part<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object(shape).optional().catch(undefined);
}

/** What every event has; `detail` and `event` differ by its type. */
export const envelope = z.object({
  id,
  type: text,
  account_id: id,
  subject: text,
  time: text,
  detail: anything,
  event: anything,
});

/** The ticket as it is after the event; of a message in messaging, its id alone. */
export const ticketDetail = z.object({
  id,
  actor_id: id,
  assignee_id: id,
  brand_id: id,
  custom_status: id,
  form_id: id,
  group_id: id,
  organization_id: id,
  requester_id: id,
  submitter_id: id,
  created_at: text,
  description: text,
  external_id: text,
  is_public: flag,
  priority: word,
  status: word,
  subject: text,
  tags,
  type: word,
  via: part({ channel: word }),
});

const attachment = {
  id,
  content_type: text,
  content_url: text,
  filename: text,
};

const comment = {
  id,
  body: text,
  html_body: text,
  is_public: flag,
  author: part({ id, is_staff: flag, name: text }),
  attachment: part(attachment),
};

/** What happened to a ticket: each type has a few of these. */
export const ticketChange = z.object({
  current: anything,
  previous: anything,
  tags_added: tags,
  tags_removed: tags,
  users_added: users,
  users_removed: users,
  target_ticket_id: id,
  custom_field: part({ id, title: text, type: text }),
  comment: part(comment),
  attachment: part(attachment),
  satisfaction_score: anything,
  /** Changes that one action made share a sequence; their position in it is no order. */
  meta: part({ sequence: part({ id }) }),
});

/** `event` of `messaging_ticket.message_added`. */
export const messageAdded = z.object({
  actor: part({ id, name: text, type: word }),
  conversation_id: id,
  message: part({ id, body: text }),
});

/** A rating with a word for its score; how Zendesk writes newer surveys is not documented. */
export const satisfaction = z.object({ score: word, comment: text });

export const userDetail = z.object({ id, email: text, external_id: text, role: word });

export const userChange = z.object({ current: anything, previous: anything });

export const agentDetail = z.object({ agent_id: id });

const bridged = part({
  meta: part({ occurred_at: text, actor_id: id }),
  ticket: part({ id, requester_id: id }),
});

/** An event of the Events Connector for Amazon EventBridge, relayed as it came. */
export const bridgeEvent = z.object({
  id,
  'detail-type': text,
  source: text,
  time: text,
  detail: z.object({ ticket_event: bridged, user_event: bridged }),
});

export type MessageActor = NonNullable<z.infer<typeof messageAdded>['actor']>;
export type TicketDetail = z.infer<typeof ticketDetail>;
export type TicketChange = z.infer<typeof ticketChange>;
export type Comment = NonNullable<TicketChange['comment']>;
export type Attachment = NonNullable<TicketChange['attachment']>;
