import * as z from 'zod';
import type { DraftParticipant, EventDraft } from '../../events/draft.ts';
import { type Contact, contact, type PhoneNumber, phoneNumber } from './payload.ts';
import type { Unit } from './units.ts';

/** How a unit names a customer: by business-scoped id, by phone number, or by both. */
export interface Address {
  readonly userId?: string | undefined;
  readonly phone?: string | undefined;
}

/** The business's number and the customers that a unit's envelope describes. */
export interface Setting {
  readonly unit: Unit;
  /** `null` for a change of the account. */
  readonly number: PhoneNumber | null;
  readonly contacts: readonly Contact[];
}

/** Reads the envelope's part of a unit; what does not fit is left out, the unit may do without. */
export function settingOf(unit: Unit): Setting {
  const number = phoneNumber.safeParse(unit.phoneNumber);
  const contacts = z.array(contact).safeParse(unit.contacts);
  return { unit, number: number.data ?? null, contacts: contacts.data ?? [] };
}

/**
 * A customer with what their contact card adds. Their key is the business-scoped id where there is
 * one: since 2026 it is always there, while the phone number may be hidden.
 */
export function customerOf({ userId, phone }: Address, { contacts }: Setting): DraftParticipant {
  const card = contacts.find(({ user_id, wa_id }) => {
    return (userId !== undefined && user_id === userId) || (phone !== undefined && wa_id === phone);
  });
  const id = userId ?? card?.user_id;
  const number = phone ?? card?.wa_id;
  return {
    role: 'customer',
    key: id ?? number ?? 'unknown',
    provider_id: id,
    channel_id: number,
    name: card?.profile?.name,
  };
}

/** The business's phone number as a participant. */
export function businessOf(number: PhoneNumber | null): DraftParticipant {
  if (!number) return { role: 'system', key: 'whatsapp' };
  return {
    role: 'system',
    key: `phone_number:${number.phone_number_id}`,
    provider_id: number.phone_number_id,
    channel_id: number.display_phone_number,
  };
}

/**
 * Where an event belongs: WhatsApp has no ids of threads, so the thread is the business's number
 * with the customer, or with the group.
 */
export function placeOf(
  { unit, number }: Setting,
  customer: DraftParticipant | null,
  groupId?: string,
): Pick<EventDraft, 'thread' | 'channel'> & { readonly accountId: string } {
  const other = groupId === undefined ? customer?.key : `group:${groupId}`;
  const thread = number && other ? { key: `${number.phone_number_id}:${other}` } : null;
  const metadata: Record<string, string> = { waba_id: unit.accountId };
  if (number) metadata.phone_number_id = number.phone_number_id;
  if (number?.display_phone_number) metadata.display_phone_number = number.display_phone_number;
  if (groupId) metadata.group_id = groupId;
  return { thread, channel: { type: 'whatsapp', metadata }, accountId: unit.accountId };
}
