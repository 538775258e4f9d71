import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { echoEvents, receivedEvents } from './messages.ts';
import { type Setting, settingOf } from './people.ts';
import { providerEvent, userIdEvent } from './provider-event.ts';
import { statusEvents } from './statuses.ts';
import { unit } from './units.ts';

type Normalize = (setting: Setting) => readonly EventDraft[];

const BY_LIST: ReadonlyMap<string, Normalize> = new Map<string, Normalize>([
  ['messages', receivedEvents],
  ['message_echoes', echoEvents],
  ['statuses', statusEvents],
  ['user_id_update', (setting) => [userIdEvent(setting)]],
]);

/** The log events of one unit (units.ts). */
export function normalize(event: unknown): readonly EventDraft[] {
  const setting = settingOf(readEvent(event, unit));
  const known = setting.number === null ? undefined : BY_LIST.get(setting.unit.list);
  return known ? known(setting) : [providerEvent(setting)];
}
