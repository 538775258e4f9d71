import type { EventDraft } from '../../events/draft.ts';
import { timeOf } from './notification.ts';
import type { ConversationItem } from './payload.ts';
import { mainCustomerOf, personOf } from './people.ts';
import type { Place } from './place.ts';

/**
 * The rating of a conversation, from a notification or from history. A remark that comes after the
 * score makes another fact, and so does another score. Before API versions with `updated_at` the
 * only time is when the rating was asked for.
 */
export function ratingEvents(
  place: Place,
  { conversation_rating: given }: ConversationItem,
): readonly EventDraft[] {
  if (typeof given?.rating !== 'number') return [];
  const { rating: score, remark } = given;
  const at = given.updated_at ?? given.created_at;
  const asked = given.created_at ?? '';
  const name = ['rating', place.account, place.conversationId, asked, score];
  const who = given.contact ?? given.customer;
  return [
    {
      ...place.shared,
      fact: {
        key: [...name, ...(remark ? ['remark'] : [])].join(':'),
        part: 'rating',
        rank: 'noted',
      },
      type: 'RatingGiven',
      occurredAt: at ? timeOf(at) : null,
      actor: who ? personOf(place, { ...who, type: 'contact' }) : mainCustomerOf(place),
      participant: given.teammate?.id
        ? personOf(place, { ...given.teammate, type: 'admin' })
        : undefined,
      rating: { score, scale: 5, comment: remark || undefined },
    },
  ];
}
