import { type Role, role } from '../../events/blocks.ts';
import type { EventType } from '../../events/catalogue.ts';
import type { DraftParticipant } from '../../events/draft.ts';
import { EVENT_KINDS } from '../event-kinds.ts';
import type { Mapping } from './mapping.ts';
import { type Placed, valuesAt } from './path.ts';
import { oneOf, textOf } from './rule.ts';

type Person = NonNullable<Mapping['actor']>;
type People = NonNullable<Mapping['recipients']>;

/** Names a person of an account; the empty id is the business. */
export function personKey(account: string | undefined, id: string): string {
  return JSON.stringify([account ?? '', id]);
}

/** A person whom the event names; `null` where it gives no id. */
export function personOf(
  placed: Placed,
  rules: Person | undefined,
  account: string | undefined,
  otherwise: Role,
): DraftParticipant | null {
  const id = textOf(placed, rules?.id);
  if (id === undefined || !rules) return null;
  return {
    role: oneOf(role.options, textOf(placed, rules.role)) ?? otherwise,
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
  otherwise: Role,
): readonly DraftParticipant[] {
  if (!rules) return [];
  return valuesAt(placed, rules.each).flatMap((event) => {
    return personOf({ event, body: placed.body }, rules, account, otherwise) ?? [];
  });
}

/** The sides of a conversation, in the roles that they have where the sender does not say. */
export type Side = 'customer' | 'system';

/** Who causes such an event, and who is on the other side. */
export function sidesOf(type: EventType): readonly [Side, Side] {
  return EVENT_KINDS[type].by === 'customer' ? ['customer', 'system'] : ['system', 'customer'];
}

/** Someone on a side whom the sender does not name. */
export function someoneOf(
  side: Side,
  account: string | undefined,
  conversation = '',
): DraftParticipant {
  const id = side === 'customer' ? `customer of ${conversation}` : '';
  return { role: side, key: personKey(account, id) };
}
