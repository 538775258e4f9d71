import { createHash } from 'node:crypto';
import * as z from 'zod';
import { canonicalJson } from '../../events/canonical-json.ts';
import { LogError } from '../../events/errors.ts';
import type { HttpRequest } from '../../runtime/http.ts';
import type { SourceOptions } from '../adapter.ts';
import { readEvent, readJson } from '../json-body.ts';
import { delivery } from './payload.ts';
import { deliveryOf } from './signature.ts';

/** Options of a source. */
export const options = z.strictObject({ installation: z.string().optional() });

/** A webhook, with what the source's options say. */
export interface Webhook {
  /** The event's name. */
  readonly event: string;
  readonly deliveryId: string | undefined;
  readonly whole: unknown;
  /** Names the Chatwoot among several of a tenant; ids are unique only within one. */
  readonly installation: string | undefined;
}

/** A delivery. A class, so that `normalize` knows what `read` made without parsing it anew. */
class Delivery {
  /** `X-Chatwoot-Delivery`: the only id that an event without an id of its own has. */
  readonly deliveryId: string | undefined;
  readonly event: string;
  readonly whole: unknown;

  constructor(deliveryId: string | undefined, event: string, whole: unknown) {
    this.deliveryId = deliveryId;
    this.event = event;
    this.whole = whole;
  }
}

/**
 * A delivery is one event.
 * @throws LogError `unreadable_delivery`
 */
export function webhooksOf(request: HttpRequest): readonly Delivery[] {
  const whole = readJson(request.body, delivery);
  return [new Delivery(deliveryOf(request), whole.event, whole)];
}

/** Takes back what `webhooksOf` gave. */
export function webhookOf(value: unknown, sourceOptions: SourceOptions): Webhook {
  if (!(value instanceof Delivery)) throw new LogError('unreadable_event', 'Not a delivery.');
  const { event, deliveryId, whole } = value;
  const { installation } = readEvent(sourceOptions, options);
  return { event, deliveryId, whole, installation };
}

/** A key that is the same for every webhook of the Chatwoot, and of no other Chatwoot. */
export function keyIn(webhook: Webhook, ...names: readonly (string | number)[]): string {
  const { installation } = webhook;
  return installation === undefined ? names.join(':') : [installation, ...names].join(':');
}

/** The name of an event that has no id: the delivery's, else what the event says. */
export function nameOf(webhook: Webhook): string {
  return webhook.deliveryId ?? digestOf(webhook.whole);
}

/** Names a value by what it says. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 32);
}
