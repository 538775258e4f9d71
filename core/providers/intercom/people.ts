import type { DraftParticipant } from '../../events/draft.ts';
import type { Person } from './payload.ts';
import type { Place } from './place.ts';

/** A customer is a `contact` in API 2.x, a `user` or `lead` in 1.x and in authors: with one id. */
const CUSTOMERS: ReadonlySet<string> = new Set(['contact', 'customer', 'lead', 'user', 'visitor']);

type Named = Person | null | undefined;

/** The business as a whole: a workspace of Intercom. */
export function businessOf(account: string): DraftParticipant {
  return { role: 'system', key: `${account}:business`, provider_id: account };
}

/** A customer by their own record, outside of a conversation; without an id there is none. */
export function contactOf(account: string, who: Named): DraftParticipant | undefined {
  if (!who?.id) return undefined;
  return {
    role: 'customer',
    key: `${account}:contact:${who.id}`,
    provider_id: who.id,
    external_id: (who.external_id ?? who.user_id) || undefined,
    name: who.name || undefined,
  };
}

/** Whoever a payload names: the author of a part, who it was assigned to. */
export function personOf(place: Place, who: Named): DraftParticipant {
  if (who && CUSTOMERS.has(who.type ?? '')) return customerOf(place, who);
  return teammateOf(place.account, who) ?? businessOf(place.account);
}

/** The customers of a conversation. */
export function customersOf(place: Place): readonly DraftParticipant[] {
  return place.contacts.filter(({ id }) => id).map((contact) => customerOf(place, contact));
}

/** The customer of a conversation; a stand-in where its payload names nobody. */
export function mainCustomerOf(place: Place): DraftParticipant {
  return customersOf(place)[0] ?? unnamedCustomer(place);
}

/** An author has a name, the conversation's contact the external id. */
function customerOf(place: Place, who: Person): DraftParticipant {
  const known = place.contacts.find(({ id }) => id === who.id);
  const customer = contactOf(place.account, who);
  if (!customer) return unnamedCustomer(place);
  const record = contactOf(place.account, known);
  const email = who.email || known?.email;
  return {
    ...customer,
    channel_id: (place.shared.channel.type === 'email' && email) || undefined,
    external_id: customer.external_id ?? record?.external_id,
    name: customer.name ?? record?.name,
  };
}

function unnamedCustomer({ account, conversationId }: Place): DraftParticipant {
  return { role: 'customer', key: `${account}:conversation:${conversationId}` };
}

/** A teammate or bot (bots are teammates to Intercom, with ids of the same kind) or a team. */
export function teammateOf(account: string, who: Named): DraftParticipant | undefined {
  if (!who?.id) return undefined;
  const isTeam = who.type === 'team';
  const isBot = who.type === 'bot' || who.from_ai_agent || who.is_ai_answer;
  return {
    role: isBot ? 'bot' : 'agent',
    key: `${account}:${isTeam ? 'team' : 'admin'}:${who.id}`,
    provider_id: who.id,
    name: who.name || undefined,
  };
}
