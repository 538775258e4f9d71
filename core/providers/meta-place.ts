import type { DraftParticipant, EventDraft } from '../events/draft.ts';
import { timeFromMilliseconds, timeFromSeconds } from '../events/time.ts';
import type { Parties, Party, Time } from './meta-payload.ts';
import type { Unit } from './meta-units.ts';

/** Where a messaging event belongs, and who is who in it. */
export interface Place {
  readonly shared: Pick<EventDraft, 'thread' | 'origin' | 'channel'> & {
    readonly occurredAt: number | null;
  };
  /** Meta has no ids of threads: the business's account with the customer. */
  readonly threadKey: string;
  readonly customer: DraftParticipant;
  readonly business: DraftParticipant;
  readonly sender: DraftParticipant;
}

/** Apps through which people write: the inboxes of Pages and of Instagram, as Meta documents them. */
const INBOXES = ['26390203743090', '263902037430900', '1217981644879628'];

/** Fewer milliseconds than this are the year 1973: Meta's samples have seconds there. */
const LEAST_MILLISECONDS = 1e11;

/**
 * The place of an event between a customer and the business; `null` where it names no customer. The
 * business is whom the entry is of. An entry's id can be another than the account's id in the
 * messages (Instagram): then an echo is from the business, anything else to it.
 */
export function placeOf(
  unit: Unit,
  { sender, recipient, timestamp }: Parties,
  {
    isEcho = false,
    elseAt,
  }: { readonly isEcho?: boolean; readonly elseAt?: Time | undefined } = {},
): Place | null {
  const bySender = isEcho || (isEntry(unit, sender) && !isEntry(unit, recipient));
  const [account, other] = bySender ? [sender, recipient] : [recipient, sender];
  const accountId = account?.id === undefined ? unit.entry.id : String(account.id);
  const name = nameOf(other);
  if (accountId === undefined || name === undefined) return null;
  const threadKey = `${accountId}:${name}`;
  const customer = customerOf(threadKey, other);
  const business = businessOf(unit, accountId);
  return {
    shared: {
      occurredAt: timeOf(timestamp ?? elseAt ?? unit.entry.time),
      thread: { key: threadKey },
      origin: {
        event_type: unit.eventType,
        account_id: accountId,
        conversation_id: threadKey,
      },
      channel: channelOf(unit, accountId),
    },
    threadKey,
    customer,
    business,
    sender: bySender ? business : customer,
  };
}

function isEntry({ entry }: Unit, party: Party | undefined): boolean {
  return party?.id !== undefined && String(party.id) === entry.id;
}

function nameOf(party: Party | undefined): string | undefined {
  if (party?.id !== undefined) return String(party.id);
  return party?.user_ref === undefined ? undefined : `user_ref:${party.user_ref}`;
}

/** Customers' ids are scoped to the account: they are named with it, as their thread is. */
function customerOf(key: string, party: Party | undefined): DraftParticipant {
  const id = party?.id === undefined ? undefined : String(party.id);
  return { role: 'customer', key, provider_id: id ?? party?.user_ref, channel_id: id };
}

/** The account that customers write to. */
export function businessOf(
  { entry: { network } }: Unit,
  accountId: string | undefined,
): DraftParticipant {
  if (accountId === undefined) return { role: 'system', key: network.account.key };
  const key = `${network.account.key}:${accountId}`;
  return { role: 'system', key, provider_id: accountId, channel_id: accountId };
}

export function channelOf({ entry: { network } }: Unit, accountId: string | undefined) {
  const metadata = accountId === undefined ? {} : { [network.account.field]: accountId };
  return { type: network.channel, metadata };
}

/** An app of Meta's that sends messages or has control of threads. */
export function appOf(appId: string | number): DraftParticipant {
  const id = String(appId);
  return { role: INBOXES.includes(id) ? 'agent' : 'bot', key: `app:${id}`, provider_id: id };
}

/**
 * Milliseconds of a time of Meta's; `null` where there is none.
 * @throws LogError `invalid_time`
 */
export function timeOf(time: Time | undefined): number | null {
  if (time === undefined) return null;
  return Number(time) < LEAST_MILLISECONDS ? timeFromSeconds(time) : timeFromMilliseconds(time);
}
