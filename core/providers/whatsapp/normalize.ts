import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { echoEvents, receivedEvents } from './messages.ts';
import { providerEvent, userIdEvent } from './provider-event.ts';
import { statusEvents } from './statuses.ts';
import { type Unit, unit } from './units.ts';

type Normalize = (unit: Unit) => readonly EventDraft[];

const BY_LIST: ReadonlyMap<string, Normalize> = new Map<string, Normalize>([
  ['messages', receivedEvents],
  ['message_echoes', echoEvents],
  ['statuses', statusEvents],
  ['user_id_update', (update) => [userIdEvent(update)]],
]);

/** The log events of one unit (units.ts). */
export function normalize(event: unknown): readonly EventDraft[] {
  const read = readEvent(event, unit);
  const known = read.number && BY_LIST.get(read.list);
  return known ? known(read) : [providerEvent(read)];
}
