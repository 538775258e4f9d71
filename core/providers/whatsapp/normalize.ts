import type { EventDraft } from '../../events/draft.ts';
import { LogError } from '../../events/errors.ts';
import { echoEvents, receivedEvents } from './messages.ts';
import { providerEvent, userIdEvent } from './provider-event.ts';
import { statusEvents } from './statuses.ts';
import { Unit } from './units.ts';

type Normalize = (unit: Unit) => readonly EventDraft[];

const BY_LIST: ReadonlyMap<string, Normalize> = new Map<string, Normalize>([
  ['messages', receivedEvents],
  ['message_echoes', echoEvents],
  ['statuses', statusEvents],
  ['user_id_update', (update) => [userIdEvent(update)]],
]);

/** The log events of one unit (units.ts). */
export function normalize(unit: unknown): readonly EventDraft[] {
  if (!(unit instanceof Unit)) throw new LogError('unreadable_event', 'Not a unit of a delivery.');
  const known = unit.number && BY_LIST.get(unit.list);
  return known ? known(unit) : [providerEvent(unit)];
}
