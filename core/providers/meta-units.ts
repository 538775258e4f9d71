import type { ChannelType } from '../events/blocks.ts';
import type { EventDraft } from '../events/draft.ts';
import { LogError } from '../events/errors.ts';
import type { HttpRequest } from '../runtime/http.ts';
import { readJson } from './json-body.ts';
import { change, delivery, type MetaEntry, type Time } from './meta-payload.ts';

/** Makes the log events of a messaging event of one kind. */
export type Normalize = (unit: Unit) => readonly EventDraft[];

/** What Messenger and Instagram, whose webhooks are alike, do not share. */
export interface Network {
  /** `object` of the deliveries. */
  readonly object: string;
  readonly channel: ChannelType;
  /** What the business's account is called: in keys of participants, and in the channel's metadata. */
  readonly account: { readonly key: string; readonly field: string };
  /** By the name of the field that a messaging event has besides `sender`, `recipient` and `timestamp`. */
  readonly kinds: ReadonlyMap<string, Normalize>;
}

/** What an entry says of all its events. */
export interface Entry {
  readonly network: Network;
  /** `entry.id`: the page or account; see placeOf for what it is not. */
  readonly id: string | undefined;
  /** When Meta sent the delivery. */
  readonly time: Time | undefined;
}

/** One provider event. A class, so that `normalize` knows what `read` made without parsing it anew. */
export class Unit {
  readonly entry: Entry;
  /** Meta's names: of the list and the kind, or of the changed field. */
  readonly eventType: string;
  /** Messaging events only: the name of its field, or of the first that is not of the envelope. */
  readonly kind: string | undefined;
  readonly item: unknown;

  constructor(entry: Entry, eventType: string, kind: string | undefined, item: unknown) {
    this.entry = entry;
    this.eventType = eventType;
    this.kind = kind;
    this.item = item;
  }
}

const ENVELOPE = ['sender', 'recipient', 'timestamp', 'prior_message'];

/**
 * Reads the deliveries of a network: every messaging event, standby (another app has control) or
 * not, and every change. An entry with none of them is an event by itself.
 * @throws LogError `unreadable_delivery`
 */
export function unitsOf(network: Network): (request: HttpRequest) => readonly Unit[] {
  return ({ body }) => {
    const read = readJson(body, delivery);
    return (Array.isArray(read) ? read : [read]).flatMap(({ object, entry }) => {
      if (object === network.object) return entry.flatMap((one) => unitsOfEntry(network, one));
      throw new LogError('unreadable_delivery', 'Unexpected value at: object');
    });
  };
}

function unitsOfEntry(network: Network, read: MetaEntry): readonly Unit[] {
  const { id, time, messaging = [], standby = [], changes = [] } = read;
  const entry = { network, id: id === undefined ? id : String(id), time };
  const units: Unit[] = [];
  for (const item of messaging) units.push(messagingUnit(entry, 'messaging', item));
  for (const item of standby) units.push(messagingUnit(entry, 'standby', item));
  for (const item of changes) units.push(changeUnit(entry, item));
  // Meta's documentation of Instagram prints a change without the list around it.
  if (read.field !== undefined) units.push(changeUnit(entry, read));
  return units.length > 0 ? units : [new Unit(entry, 'entry', undefined, read)];
}

function messagingUnit(entry: Entry, list: string, item: unknown): Unit {
  const kind = kindOf(entry.network, item);
  return new Unit(entry, `${list}.${kind}`, kind, item);
}

function kindOf({ kinds }: Network, item: unknown): string {
  if (item === null || typeof item !== 'object') return 'empty';
  const names = Object.keys(item);
  const known = names.find((name) => kinds.has(name));
  return known ?? names.find((name) => !ENVELOPE.includes(name)) ?? 'empty';
}

/** Some apps get messages as changes: what such a change holds is a messaging event. */
function changeUnit(entry: Entry, item: unknown): Unit {
  const read = change.safeParse(item).data;
  if (!read) return new Unit(entry, 'changes', undefined, item);
  const { field, value = null } = read;
  if (isMessaging(value)) return messagingUnit(entry, 'changes', value);
  return new Unit(entry, `changes.${field}`, undefined, value);
}

function isMessaging(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'sender' in value && 'recipient' in value;
}
