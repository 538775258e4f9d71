import * as z from 'zod';
import type { HttpRequest } from '../../runtime/http.ts';
import { readJson } from '../json-body.ts';
import { contact, delivery, errorEntry, phoneNumber } from './payload.ts';

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

/** One provider event with what its envelope says of it; what does not fit there counts as absent. */
export const unit = z.object({
  /** The WhatsApp Business Account. */
  accountId: z.string(),
  /** Unix seconds of the entry, where Meta says them. */
  entryTime: z.union([z.string(), z.number()]).optional().catch(undefined),
  /** The subscribed field: `messages`, `smb_message_echoes`, ... */
  field: z.string(),
  /** The list it stood in; `value` for a change that has no such list. */
  list: z.string(),
  /** The business's number; absent for a change of the account. */
  number: phoneNumber.optional().catch(undefined),
  /** The customer's card. */
  contact: contact.optional().catch(undefined),
  /** What Meta could not do about the change as a whole. */
  errors: z.array(errorEntry).optional().catch(undefined),
  item: z.unknown(),
});

export type Unit = z.infer<typeof unit>;

/**
 * The provider events of a delivery: every member of the lists above, and the whole value of any
 * other change (errors alone, templates, account updates).
 * @throws LogError `unreadable_delivery`
 */
export function unitsOf({ body }: HttpRequest): readonly unknown[] {
  return readJson(body, delivery).entry.flatMap(({ id, time, changes }) => {
    return changes.flatMap(({ field, value }) => {
      return unitsOfChange({ accountId: id, entryTime: time, field }, value);
    });
  });
}

function unitsOfChange(
  entry: { readonly accountId: string; readonly entryTime?: unknown; readonly field: string },
  value: Readonly<Record<string, unknown>>,
): readonly unknown[] {
  const shared = { ...entry, number: value.metadata, errors: value.errors };
  const cardFor = cardFinder(value.contacts);
  const units = LISTS.flatMap((list) => {
    const members: unknown = value[list];
    if (!Array.isArray(members)) return [];
    return members.map((item: unknown) => ({ ...shared, list, contact: cardFor(item), item }));
  });
  return units.length > 0 ? units : [{ ...shared, list: 'value', item: value }];
}

/**
 * Finds the card of the customer that an event names, in one pass over the cards: a change may hold
 * a thousand of both. An event that names nobody is about the only card there is.
 */
function cardFinder(contacts: unknown): (item: unknown) => unknown {
  const cards: readonly unknown[] = Array.isArray(contacts) ? contacts : [];
  const byAddress = new Map<string, unknown>();
  for (const card of cards) {
    for (const address of textsOf(card, CARD_ADDRESSES)) byAddress.set(address, card);
  }
  return (item) => {
    const named = textsOf(item, EVENT_ADDRESSES);
    if (named.length === 0) return cards.length === 1 ? cards[0] : undefined;
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
