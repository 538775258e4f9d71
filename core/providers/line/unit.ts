import * as z from 'zod';
import type { HttpRequest } from '../../runtime/http.ts';
import { readEvent, readJson } from '../json-body.ts';
import { delivery } from './payload.ts';

const unit = z.object({
  /** The user id of the bot (the LINE Official Account) that got the event. */
  destination: z.string(),
  event: z.unknown(),
});

/** One provider event with the account that its envelope names. */
export type Unit = z.infer<typeof unit>;

/**
 * The events of a delivery; none when LINE only checks the endpoint.
 * @throws LogError `unreadable_delivery`
 */
export function unitsOf({ body }: HttpRequest): readonly Unit[] {
  const { destination, events } = readJson(body, delivery);
  return events.map((event) => ({ destination, event }));
}

/** Takes back what `unitsOf` gave. */
export function unitOf(value: unknown): Unit {
  return readEvent(value, unit);
}

/** The event's type, read without a schema, since it says which schema to read the event with. */
export function typeOf({ event }: Unit): string | undefined {
  if (event === null || typeof event !== 'object') return undefined;
  const type: unknown = Reflect.get(event, 'type');
  return typeof type === 'string' ? type : undefined;
}
