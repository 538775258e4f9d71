import type { Role } from '../../events/blocks.ts';
import type { DraftParticipant } from '../../events/draft.ts';
import type { Comment, TicketDetail } from './payload.ts';

/** Zendesk's own user, which acts for triggers and automations. */
const SYSTEM_USER = '-1';

/** A thing's id, made unique among accounts: Zendesk counts within an account. */
export function keyOf(accountId: string | undefined, ...names: readonly string[]): string {
  return [...(accountId === undefined ? [] : [accountId]), ...names].join(':');
}

/** A user of Support. */
export function userOf(
  accountId: string | undefined,
  userId: string,
  role: Role,
  name?: string,
): DraftParticipant {
  const actual = userId === SYSTEM_USER ? 'system' : role;
  return { role: actual, key: keyOf(accountId, userId), provider_id: userId, name };
}

/** The business as a whole: whom customers write to, and who acts where no one is named. */
export function businessOf(accountId: string | undefined): DraftParticipant {
  return { role: 'system', key: keyOf(accountId, 'business'), provider_id: accountId };
}

/**
 * The customer of a ticket is its requester; of an event that names none, one stand-in for each
 * ticket.
 */
export function customerOf(
  accountId: string | undefined,
  ticketId: string,
  { requester_id }: Pick<TicketDetail, 'requester_id'>,
): DraftParticipant {
  if (requester_id !== undefined) return userOf(accountId, requester_id, 'customer');
  return { role: 'customer', key: keyOf(accountId, 'ticket', ticketId) };
}

/** Someone who did something to a ticket: its requester is the customer, any other an agent. */
export function actorOf(
  accountId: string | undefined,
  userId: string | undefined,
  { requester_id }: Pick<TicketDetail, 'requester_id'>,
): DraftParticipant {
  if (userId === undefined) return businessOf(accountId);
  return userOf(accountId, userId, userId === requester_id ? 'customer' : 'agent');
}

/** Who wrote a comment: staff is the business's side, even where an agent is the requester. */
export function authorOf(
  accountId: string | undefined,
  { author }: Comment,
  detail: TicketDetail,
): DraftParticipant {
  if (author?.id === undefined) return actorOf(accountId, detail.actor_id, detail);
  const { id, is_staff, name } = author;
  if (is_staff === undefined) return { ...actorOf(accountId, id, detail), name };
  return userOf(accountId, id, is_staff ? 'agent' : 'customer', name);
}
