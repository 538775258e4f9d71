import type { DraftParticipant, EventDraft } from '../../events/draft.ts';
import type { Unit } from './units.ts';

/** How a unit names a customer: by business-scoped id, by phone number, or by both. */
export interface Address {
  readonly userId?: string | undefined;
  readonly phone?: string | undefined;
}

/**
 * A customer with what their contact card adds. Their key is the business-scoped id where there is
 * one: since 2026 it is always there, while the phone number may be hidden. A message sent to the id
 * that several portfolios share belongs to the customer's own id.
 * Source: Meta, "Business-scoped user IDs".
 */
export function customerOf(address: Address, { contact }: Unit): DraftParticipant {
  const card = isOf(address, contact) ? contact : undefined;
  const { userId, phone = card?.wa_id } = address;
  const isShared = userId === undefined || userId === card?.parent_user_id;
  const id = isShared ? (card?.user_id ?? userId) : userId;
  return {
    role: 'customer',
    key: id ?? phone ?? 'unknown',
    provider_id: id,
    channel_id: phone,
    name: card?.profile?.name,
  };
}

function isOf({ userId, phone }: Address, card: Unit['contact']): boolean {
  if (userId === undefined && phone === undefined) return true;
  const byId = userId !== undefined && [card?.user_id, card?.parent_user_id].includes(userId);
  return byId || (phone !== undefined && card?.wa_id === phone);
}

/** The business's phone number as a participant. */
export function businessOf(number: Unit['number']): DraftParticipant {
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
  { accountId, number }: Unit,
  customer: DraftParticipant | null,
  groupId?: string,
): Pick<EventDraft, 'thread' | 'channel'> & { readonly accountId: string } {
  const other = groupId === undefined ? customer?.key : `group:${groupId}`;
  const thread = number && other ? { key: `${number.phone_number_id}:${other}` } : null;
  const metadata: Record<string, string> = { waba_id: accountId };
  if (number) metadata.phone_number_id = number.phone_number_id;
  if (number?.display_phone_number) metadata.display_phone_number = number.display_phone_number;
  if (groupId) metadata.group_id = groupId;
  return { thread, channel: { type: 'whatsapp', metadata }, accountId };
}
