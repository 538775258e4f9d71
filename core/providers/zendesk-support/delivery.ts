import * as z from 'zod';
import { safeParse } from '../../events/hot-schema.ts';
import { timeFromIso } from '../../events/time.ts';
import type { HttpRequest } from '../../runtime/http.ts';
import { readEvent, readJson } from '../json-body.ts';
import { jsonObject } from '../json-value.ts';
import { envelope } from './payload.ts';

/** Zendesk's id of an invocation of a webhook, which may take several attempts. */
export const INVOCATION = 'x-zendesk-webhook-invocation-id';

const delivery = z.object({ invocation: z.string().optional(), body: jsonObject });

/** A delivery: its body, and the invocation in case the body has no id of its own. */
export type Delivery = z.infer<typeof delivery>;

/**
 * A delivery is one event.
 * @throws LogError `unreadable_delivery`
 */
export function readDelivery({ headers, body }: HttpRequest): Delivery {
  return { invocation: headers[INVOCATION], body: readJson(body, jsonObject) };
}

/** An event of one of Zendesk's event types, its parts still unread. */
export interface ZendeskEvent {
  /** As sent: `zen:event-type:ticket.created`. */
  readonly type: string;
  /** Without its prefix: `ticket.created`. */
  readonly kind: string;
  readonly id: string;
  readonly accountId: string | undefined;
  /** `zen:ticket:5158`. */
  readonly subject: string | undefined;
  readonly occurredAt: number | null;
  readonly detail: unknown;
  readonly event: unknown;
  /** The event as it came. */
  readonly whole: unknown;
}

/** Some types are written with a slash (`zen:event-type/user.identity_created`). */
const PREFIX = /^zen:event-type[:/]/;

/**
 * Takes a delivery apart; `null` where its body is not an event of Zendesk's: the body of a trigger
 * or automation is whatever an administrator wrote.
 * @throws LogError `invalid_time`
 */
export function zendeskEventOf({ body }: Delivery): ZendeskEvent | null {
  const read = safeParse(envelope, body).data;
  if (!read?.id || !read.type || !PREFIX.test(read.type)) return null;
  return {
    type: read.type,
    kind: read.type.replace(PREFIX, ''),
    id: read.id,
    accountId: read.account_id,
    subject: read.subject,
    occurredAt: read.time === undefined ? null : timeFromIso(read.time),
    detail: read.detail ?? {},
    event: read.event ?? {},
    whole: body,
  };
}

/** Makes sure of what `read` gave. */
export function deliveryOf(event: unknown): Delivery {
  return readEvent(event, delivery);
}
