import * as z from 'zod';
import { timeFromSeconds } from '../../events/time.ts';
import type { SourceOptions } from '../adapter.ts';
import { readEvent } from '../json-body.ts';
import { type Envelope, envelope } from './payload.ts';

export const options = z.strictObject({
  /** The business's workspace or workspaces: whose members are agents. */
  team_id: z.union([z.string(), z.array(z.string())]).default([]),
  agent_user_ids: z.array(z.string()).default([]),
});

/** Where the app is installed: in a workspace, or in a whole organization. */
interface Installation {
  readonly team_id: string | undefined;
  readonly enterprise_id: string | undefined;
}

/** An event with what its envelope and the source's options say of it. */
export interface SlackEvent extends Envelope {
  /** Slack's name of its kind, with the subtype of a message: `message/message_changed`. */
  readonly kind: string;
  readonly whole: unknown;
  readonly installation: Installation;
  readonly options: z.infer<typeof options>;
}

/** When an event was, and the same as a text for its key. */
export interface Moment {
  readonly occurredAt: number | null;
  readonly mark: string;
}

/** Takes a delivery apart. The event itself is read later, by the schema of its kind. */
export function slackEventOf(whole: unknown, sourceOptions: SourceOptions): SlackEvent {
  const read = readEvent(whole, envelope);
  const type = textIn(read.event, 'type') ?? read.type;
  const subtype = textIn(read.event, 'subtype');
  const kind = subtype === undefined ? type : `${type}/${subtype}`;
  const installation = installationOf(read);
  return { ...read, kind, whole, installation, options: readEvent(sourceOptions, options) };
}

/** A text that an object has; without a schema, since the kind of event is not known yet. */
function textIn(value: unknown, name: string): string | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  const found: unknown = Reflect.get(value, name);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/**
 * The installation of the app that sees the event. The envelope's own `team_id` is, in a channel
 * shared between organizations, the workspace that the event comes from.
 */
function installationOf(read: Envelope): Installation {
  const { context_team_id, context_enterprise_id, authorizations } = read;
  const [first] = authorizations ?? [];
  if (context_team_id ?? context_enterprise_id) {
    return { team_id: context_team_id, enterprise_id: context_enterprise_id ?? undefined };
  }
  const { team_id, enterprise_id } = (first?.team_id ?? first?.enterprise_id) ? first : read;
  return { team_id, enterprise_id: enterprise_id ?? undefined };
}

/**
 * The moment that `event_ts` says; without it (Slack leaves it out of some kinds) the second that
 * the envelope says.
 */
export function momentOf(event: SlackEvent, eventTs: string | undefined): Moment {
  if (eventTs !== undefined) return { occurredAt: timeFromSeconds(eventTs), mark: eventTs };
  const { event_time, event_id } = event;
  if (event_time === undefined) return { occurredAt: null, mark: event_id ?? '' };
  return { occurredAt: timeFromSeconds(event_time), mark: String(event_time) };
}

/**
 * The moment cut to its second. What happens to a channel Slack tells twice, as an event and as a
 * message in the channel, whose microseconds need not agree: to the second they are one fact.
 */
export function secondOf(event: SlackEvent, eventTs: string | undefined): Moment {
  const { occurredAt, mark } = momentOf(event, eventTs);
  if (occurredAt === null) return { occurredAt, mark };
  const seconds = Math.floor(occurredAt / 1000);
  return { occurredAt: seconds * 1000, mark: String(seconds) };
}

/** The time of a message's `ts`, with its microseconds: Slack's order of a channel's messages. */
export function tsOf(ts: string): { readonly occurredAt: number; readonly sequence: number } {
  const occurredAt = timeFromSeconds(ts);
  const point = ts.indexOf('.');
  const micros = point < 0 ? '' : ts.slice(point + 1, point + 7);
  return { occurredAt, sequence: Number(micros.padEnd(6, '0')) };
}
