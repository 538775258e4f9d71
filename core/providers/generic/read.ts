import * as z from 'zod';
import type { HttpRequest } from '../../runtime/http.ts';
import type { SourceOptions } from '../adapter.ts';
import { readJson } from '../json-body.ts';
import { compiledOptions } from './options.ts';
import { type Placed, valuesAt } from './path.ts';

const anyJson = z.unknown();

/**
 * The events of a body: what the mapping's `events` leads to, or the body itself, each element of it
 * where it is a list. A body that `events` leads nowhere in is one event, so that it is not lost.
 * @throws LogError `unreadable_delivery`
 */
export function deliveredEvents(request: HttpRequest, options?: SourceOptions): readonly Placed[] {
  const { mapping } = compiledOptions(options);
  const body = readJson(request.body, anyJson);
  const whole = { event: body, body };
  const events = mapping.events ? valuesAt(whole, mapping.events) : listed(body);
  if (mapping.events && events.length === 0) return [whole];
  return events.map((event) => ({ event, body }));
}

function listed(body: unknown): readonly unknown[] {
  return Array.isArray(body) ? body : [body];
}
