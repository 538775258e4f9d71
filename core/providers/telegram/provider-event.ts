import type * as z from 'zod';
import type { EventDraft } from '../../events/draft.ts';
import { timeFromSeconds } from '../../events/time.ts';
import { jsonOf } from '../json-value.ts';
import { anyValue } from './payload.ts';
import { businessOf, personOf } from './people.ts';
import { nowhere, type Place, placeOf } from './place.ts';
import { type Update, updateKey } from './update.ts';

/** Kinds that name a customer and no chat: they are filed in the customer's chat with the bot. */
const OF_THE_CUSTOMER = ['shipping_query', 'pre_checkout_query', 'purchased_paid_media'];

/** An update that the log has no type for, kept whole. */
export function providerEvent(update: Update): EventDraft {
  const known = anyValue.safeParse(update.value).data ?? {};
  const { from = known.user } = known;
  const seconds = known.date ?? known.boost?.add_date ?? known.remove_date;
  return {
    ...placeOfAny(update, known),
    fact: { key: updateKey(update), part: 'event', rank: 'noted' },
    type: 'ProviderEvent',
    occurredAt: seconds === undefined ? null : timeFromSeconds(seconds),
    actor: from ? personOf(from, roleOf(update)) : businessOf(update),
    payload: jsonOf(update.whole),
  };
}

/** Who connects a business account to the bot is its owner. */
function roleOf({ kind }: Update) {
  return kind === 'business_connection' ? 'agent' : undefined;
}

/** An inline query of the type `sender` was typed in the user's own chat with the bot. */
function placeOfAny(update: Update, known: z.infer<typeof anyValue>): Place {
  const { chat, from = known.user, chat_type } = known;
  if (chat) return placeOf(update, { ...known, chat });
  const own = OF_THE_CUSTOMER.includes(update.kind) || chat_type === 'sender';
  return from && own ? placeOf(update, { chat: { ...from, type: 'private' } }) : nowhere(update);
}
