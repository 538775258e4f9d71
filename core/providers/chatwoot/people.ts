import type { Role } from '../../events/blocks.ts';
import type { DraftParticipant } from '../../events/draft.ts';
import type { Conversation, Named, Person } from './payload.ts';
import { keyIn, type Webhook } from './webhook.ts';

const ROLES: Readonly<Record<string, Role>> = {
  contact: 'customer',
  user: 'agent',
  agent_bot: 'bot',
  captain_assistant: 'bot',
};

/** Someone of a type that Chatwoot names, else of the one that is expected here. */
export function personOf(webhook: Webhook, who: Person, expected: string): DraftParticipant {
  const type = who.type && Object.hasOwn(ROLES, who.type) ? who.type : expected;
  return {
    role: ROLES[type] ?? 'system',
    key: keyIn(webhook, type, who.id),
    provider_id: String(who.id),
    external_id: who.identifier ?? undefined,
    name: who.name ?? undefined,
  };
}

/** The conversation's contact, with their address on the channel. */
export function customerOf(
  webhook: Webhook,
  conversation: Conversation,
  sender?: Person | null,
): DraftParticipant {
  const { contact_inbox, meta, inbox_id, id } = conversation;
  const contactId = contact_inbox?.contact_id;
  const who: Person | null =
    sender ?? meta?.sender ?? (contactId ? { id: contactId, type: 'contact' } : null);
  const channel_id = contact_inbox?.source_id ?? undefined;
  if (who) return { ...personOf(webhook, who, 'contact'), channel_id };
  // Whoever is in the conversation: there is one contact to each.
  return { role: 'customer', key: keyIn(webhook, 'contact_of', inbox_id ?? '', id), channel_id };
}

/** The inbox: what customers write to, and who acts where Chatwoot does not say who did. */
export function inboxOf(
  webhook: Webhook,
  inbox: Named,
  conversation?: Conversation | null,
): DraftParticipant {
  const id = inbox?.id ?? conversation?.inbox_id;
  if (id === undefined || id === null) return { role: 'system', key: keyIn(webhook, 'chatwoot') };
  return {
    role: 'system',
    key: keyIn(webhook, 'inbox', id),
    provider_id: String(id),
    name: inbox?.name ?? undefined,
  };
}
