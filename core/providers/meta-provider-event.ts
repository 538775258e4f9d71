import { hash } from 'node:crypto';
import type * as z from 'zod';
import { canonicalJson } from '../events/canonical-json.ts';
import type { DraftParticipant, EventDraft } from '../events/draft.ts';
import { jsonOf } from './json-value.ts';
import { anyItem } from './meta-payload.ts';
import { businessOf, channelOf, placeOf, timeOf } from './meta-place.ts';
import type { Unit } from './meta-units.ts';

/**
 * An event that the log has no type for, kept whole: opt-ins, linked accounts, policies, posts and
 * comments, and whatever Meta adds. Without an id of its own it is named by its content.
 */
export function providerEvent(unit: Unit): EventDraft {
  const payload = jsonOf(unit.item);
  const known = anyItem.safeParse(unit.item).data ?? {};
  const place = unit.kind === undefined ? null : placeOf(unit, known);
  const name = known.id ?? hash('sha256', canonicalJson(payload));
  const owner = place?.threadKey ?? accountOf(unit, known) ?? '';
  return {
    ...(place?.shared ?? nowhere(unit, known)),
    // Whether an app is in standby is not part of what happened.
    fact: {
      key: `event:${unit.kind ?? unit.eventType}:${owner}:${name}`,
      part: 'event',
      rank: 'noted',
    },
    type: 'ProviderEvent',
    actor: place?.sender ?? authorOf(unit, known) ?? businessOf(unit, accountOf(unit, known)),
    payload,
  };
}

type Known = z.infer<typeof anyItem>;

/** An event of the account: about nobody, or about a post that is not part of a conversation. */
function nowhere(unit: Unit, known: Known) {
  const accountId = accountOf(unit, known);
  return {
    occurredAt: timeOf(known.created_time ?? known.timestamp ?? unit.entry.time),
    thread: null,
    origin: { event_type: unit.eventType, account_id: accountId },
    channel: channelOf(unit, accountId),
  };
}

function accountOf({ entry }: Unit, { recipient }: Known): string | undefined {
  return recipient?.id === undefined ? entry.id : String(recipient.id);
}

/** Who wrote a comment or post, where that was not the account itself. */
function authorOf({ entry }: Unit, { from }: Known): DraftParticipant | null {
  if (from?.id === undefined || entry.id === undefined) return null;
  const id = String(from.id);
  if (id === entry.id) return null;
  const name = from.name ?? from.username;
  return { role: 'customer', key: `${entry.id}:${id}`, provider_id: id, channel_id: id, name };
}
