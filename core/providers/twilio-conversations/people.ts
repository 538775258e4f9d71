import type { Role } from '../../events/blocks.ts';
import type { DraftParticipant } from '../../events/draft.ts';
import { addressOf, isAddress } from '../twilio-address.ts';
import type { Notice } from './notice.ts';

/** Sources of messages that are customers' channels; others are the operator's own (SDK, API). */
const CHANNELS = new Set(['SMS', 'MMS', 'WHATSAPP', 'MESSENGER', 'INSTAGRAM', 'RCS', 'EMAIL']);

/** The account, as the business that customers write to. */
export function businessOf({ parameters: { AccountSid } }: Notice): DraftParticipant {
  return { role: 'system', key: `account:${AccountSid ?? ''}`, provider_id: AccountSid };
}

/** The customer of a conversation of whom an event says nothing: one stand-in per conversation. */
export function unnamedCustomer({ parameters: { ConversationSid } }: Notice): DraftParticipant {
  return { role: 'customer', key: `conversation:${ConversationSid}` };
}

/**
 * Someone with an identity, which the operator gave. In a chat of their own app customers have one
 * too: the source's options say how theirs begin.
 */
export function identified(
  { parameters: { AccountSid = '' }, roles }: Notice,
  identity: string,
): DraftParticipant {
  const key = `identity:${AccountSid}:${identity}`;
  return { role: roleOf(identity, roles), key, external_id: identity };
}

function roleOf(identity: string, roles: Notice['roles']): Role {
  const isOne = (of: readonly string[] = []) => of.some((prefix) => identity.startsWith(prefix));
  if (isOne(roles.customer_identities)) return 'customer';
  return isOne(roles.bot_identities) ? 'bot' : 'agent';
}

function addressed(address: string): DraftParticipant {
  return { role: 'customer', key: address, channel_id: addressOf(address).id };
}

/**
 * The participant of whom an event tells. One with an address is a customer on a channel; without
 * one and without an identity, Twilio left the address out.
 */
export function participantOf(notice: Notice): DraftParticipant {
  const { Identity, ParticipantSid, FriendlyName, ...rest } = notice.parameters;
  const address = rest['MessagingBinding.Address'];
  const name = rest['MessagingBinding.Name'] ?? FriendlyName;
  if (address) {
    return { ...addressed(address), provider_id: ParticipantSid, external_id: Identity, name };
  }
  if (Identity) return { ...identified(notice, Identity), provider_id: ParticipantSid, name };
  return {
    role: 'customer',
    key: `participant:${ParticipantSid}`,
    provider_id: ParticipantSid,
    name,
  };
}

/** Who wrote a message; `system` where the API's caller named nobody. */
export function authorOf(notice: Notice): DraftParticipant {
  const { Author, ParticipantSid, Source } = notice.parameters;
  if (!Author || Author === 'system') return businessOf(notice);
  const outside = isAddress(Author) || CHANNELS.has(Source?.toUpperCase() ?? '');
  const person = outside ? addressed(Author) : identified(notice, Author);
  return { ...person, provider_id: ParticipantSid };
}

/** Who did what an event tells, as far as it says. */
export function doerOf(notice: Notice): DraftParticipant {
  const { ClientIdentity, AuthorAddress } = notice.parameters;
  if (ClientIdentity) return identified(notice, ClientIdentity);
  const address = AuthorAddress ?? notice.parameters['MessagingBinding.AuthorAddress'];
  return address ? addressed(address) : businessOf(notice);
}
