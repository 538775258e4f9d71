import * as z from 'zod';
import type { HttpRequest } from '../../runtime/http.ts';
import { readJson } from '../json-body.ts';
import { delivery } from './payload.ts';

/** Lists of a change's value that hold one provider event per member. */
const LISTS = [
  'messages',
  'statuses',
  'message_echoes',
  'user_preferences',
  'user_id_update',
  'calls',
];

/** One provider event with what its envelope says of it. */
export const unit = z.object({
  /** The WhatsApp Business Account. */
  accountId: z.string(),
  /** The subscribed field: `messages`, `smb_message_echoes`, ... */
  field: z.string(),
  /** The list it stood in; `value` for a change that has no such list. */
  list: z.string(),
  phoneNumber: z.unknown(),
  contacts: z.unknown(),
  item: z.unknown(),
});

export type Unit = z.infer<typeof unit>;

/**
 * The provider events of a delivery: every member of the lists above, the errors of a change that
 * has no messages, and the whole value of any other change (templates, account updates).
 * @throws LogError `unreadable_delivery`
 */
export function unitsOf({ body }: HttpRequest): readonly Unit[] {
  return readJson(body, delivery).entry.flatMap(({ id, changes }) => {
    return changes.flatMap(({ field, value }) => unitsOfChange(id, field, value));
  });
}

function unitsOfChange(
  accountId: string,
  field: string,
  value: Readonly<Record<string, unknown>>,
): readonly Unit[] {
  const shared = { accountId, field, phoneNumber: value.metadata, contacts: value.contacts };
  const units = LISTS.flatMap((list) => {
    const members = value[list];
    return Array.isArray(members)
      ? members.map((item: unknown) => ({ ...shared, list, item }))
      : [];
  });
  return units.length > 0 ? units : [{ ...shared, list: 'value', item: value }];
}
