import type { HttpRequest } from '../../runtime/http.ts';
import { readJson } from '../json-body.ts';
import {
  type ChangeValue,
  type Contact,
  changeParts,
  delivery,
  type ErrorEntry,
  looseContact,
  type PhoneNumber,
} from './payload.ts';

/** Lists of a change's value that hold one provider event per member. */
const LISTS = [
  'messages',
  'statuses',
  'message_echoes',
  'user_preferences',
  'user_id_update',
  'calls',
];

const CARD_ADDRESSES = ['user_id', 'parent_user_id', 'wa_id'];

/** Where a provider event can name a customer: by business-scoped id, then by phone number. */
const EVENT_ADDRESSES = [
  'from_user_id',
  'to_user_id',
  'user_id',
  'recipient_user_id',
  'recipient_participant_user_id',
  'from',
  'to',
  'wa_id',
  'recipient_id',
  'recipient_participant_id',
];

/** What a change says of all its events; what does not fit there counts as absent. */
interface Change {
  /** The WhatsApp Business Account. */
  readonly accountId: string;
  /** Unix seconds of the entry, where Meta says them. */
  readonly entryTime: string | number | undefined;
  /** The subscribed field: `messages`, `smb_message_echoes`, ... */
  readonly field: string;
  /** The business's number; absent for a change of the account. */
  readonly number: PhoneNumber | undefined;
  /** What Meta could not do about the change as a whole. */
  readonly errors: ErrorEntry[] | undefined;
}

/** One provider event. A class, so that `normalize` knows what `read` made without parsing it anew. */
export class Unit implements Change {
  readonly accountId: string;
  readonly entryTime: Change['entryTime'];
  readonly field: string;
  readonly number: Change['number'];
  readonly errors: Change['errors'];
  /** The list it stood in; `value` for a change that has no such list. */
  readonly list: string;
  /** The customer's card. */
  readonly contact: Contact | undefined;
  readonly item: unknown;

  constructor(change: Change, list: string, contact: Contact | undefined, item: unknown) {
    this.accountId = change.accountId;
    this.entryTime = change.entryTime;
    this.field = change.field;
    this.number = change.number;
    this.errors = change.errors;
    this.list = list;
    this.contact = contact;
    this.item = item;
  }
}

/**
 * The provider events of a delivery: every member of the lists above, and the whole value of any
 * other change (errors alone, templates, account updates).
 * @throws LogError `unreadable_delivery`
 */
export function unitsOf({ body }: HttpRequest): readonly Unit[] {
  const units: Unit[] = [];
  for (const { id: accountId, time: entryTime, changes } of readJson(body, delivery).entry) {
    for (const { field, value } of changes) {
      const { metadata: number, errors } = changeParts.parse(value);
      addUnits(units, { accountId, entryTime, field, number, errors }, value);
    }
  }
  return units;
}

function addUnits(units: Unit[], change: Change, value: ChangeValue): void {
  const cardFor = cardFinder(value.contacts);
  const before = units.length;
  for (const list of LISTS) {
    const members: unknown = value[list];
    if (!Array.isArray(members)) continue;
    for (const item of members) units.push(new Unit(change, list, cardFor(item), item));
  }
  if (units.length === before) units.push(new Unit(change, 'value', undefined, value));
}

/**
 * Finds the card of the customer that an event names, in one pass over the cards: a change may hold
 * a thousand of both. An event that names nobody is about the only card there is.
 */
function cardFinder(contacts: unknown): (item: unknown) => Contact | undefined {
  const cards: readonly unknown[] = Array.isArray(contacts) ? contacts : [];
  const byAddress = new Map<string, Contact | undefined>();
  let only: Contact | undefined;
  for (const card of cards) {
    only = looseContact.parse(card);
    for (const address of textsOf(card, CARD_ADDRESSES)) byAddress.set(address, only);
  }
  return (item) => {
    const named = textsOf(item, EVENT_ADDRESSES);
    if (named.length === 0) return cards.length === 1 ? only : undefined;
    const found = named.find((address) => byAddress.has(address));
    return found === undefined ? undefined : byAddress.get(found);
  };
}

/** The texts among the named fields. Not by a schema: this runs for each of a thousand events. */
function textsOf(value: unknown, fields: readonly string[]): readonly string[] {
  if (value === null || typeof value !== 'object') return [];
  const texts: string[] = [];
  for (const field of fields) {
    const text: unknown = Reflect.get(value, field);
    if (typeof text === 'string') texts.push(text);
  }
  return texts;
}
