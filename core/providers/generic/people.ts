import { role } from '../../events/blocks.ts';
import type { EventType } from '../../events/catalogue.ts';
import type { DraftParticipant } from '../../events/draft.ts';
import { EVENT_KINDS } from '../event-kinds.ts';
import type { Mapping } from './mapping.ts';
import { type Placed, valuesAt } from './path.ts';
import { textOf } from './rule.ts';

type Person = NonNullable<Mapping['actor']>;
type People = NonNullable<Mapping['recipients']>;

const knownRole = role.optional().catch(undefined);

/** Names a person of an account; the empty id is the business. */
export function personKey(account: string | undefined, id: string): string {
  return JSON.stringify([account ?? '', id]);
}

/** A person whom the event names; `null` where it gives no id. */
export function personOf(
  placed: Placed,
  rules: Person | undefined,
  account: string | undefined,
  otherwise: DraftParticipant['role'],
): DraftParticipant | null {
  const id = textOf(placed, rules?.id);
  if (id === undefined || !rules) return null;
  return {
    role: knownRole.parse(textOf(placed, rules.role)) ?? otherwise,
    key: personKey(account, id),
    provider_id: id,
    name: textOf(placed, rules.name),
    channel_id: textOf(placed, rules.channel_id),
    external_id: textOf(placed, rules.external_id),
  };
}

/** The people that `each` leads to. */
export function peopleOf(
  placed: Placed,
  rules: People | undefined,
  account: string | undefined,
  otherwise: DraftParticipant['role'],
): readonly DraftParticipant[] {
  if (!rules) return [];
  return valuesAt(placed, rules.each).flatMap((event) => {
    return personOf({ event, body: placed.body }, rules, account, otherwise) ?? [];
  });
}

/** Who causes such an event, and who is on the other side, where the sender does not say. */
export function sidesOf(type: EventType, account: string | undefined, conversation = '') {
  const business: DraftParticipant = { role: 'system', key: personKey(account, '') };
  const customer: DraftParticipant = {
    role: 'customer',
    key: personKey(account, `customer of ${conversation}`),
  };
  return EVENT_KINDS[type].by === 'customer'
    ? ([customer, business] as const)
    : ([business, customer] as const);
}
