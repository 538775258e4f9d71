import type { EventDraft } from '../../events/draft.ts';
import { texts } from '../texts.ts';
import { changeTexts } from './metadata.ts';
import { satisfaction } from './payload.ts';
import { customerOf, userOf } from './people.ts';
import { ticketProviderEvent } from './provider-event.ts';
import { eventFact, payloadOf, type TicketEvent } from './ticket.ts';

/** Changes whose values are words that Zendesk's API writes in small letters. */
const WORDS: ReadonlySet<string> = new Set(['priority', 'type']);

/** `ticket.<field>_changed`: a field has another value. */
export function updateEvents(ticket: TicketEvent): readonly EventDraft[] {
  const { source, change, shared } = ticket;
  const changed = source.kind.replace(/^ticket\./, '').replace(/_changed$/, '');
  const { current, previous, told } = changeTexts(change);
  const written = (value: string | undefined) =>
    WORDS.has(changed) ? value?.toLowerCase() : value;
  return [
    {
      ...shared,
      fact: eventFact(source),
      type: 'ConversationUpdated',
      participant:
        changed === 'requester' && current
          ? userOf(source.accountId, current, 'customer')
          : undefined,
      metadata: texts({
        changed,
        current: written(current),
        previous: written(previous),
        field_id: change.custom_field?.id,
        field_title: change.custom_field?.title,
        field_type: change.custom_field?.type,
      }),
      payload: told ? undefined : payloadOf(source),
    },
  ];
}

/** `ticket.custom_field_changed`: a drop-down's options are tags, which come and go with it. */
export function fieldEvents(ticket: TicketEvent): readonly EventDraft[] {
  return [...updateEvents(ticket), ...tagged(ticket, 'tags')];
}

/** `ticket.tags_changed`. */
export function tagEvents(ticket: TicketEvent): readonly EventDraft[] {
  const events = tagged(ticket, 'event');
  return events.length > 0 ? events : [ticketProviderEvent(ticket)];
}

function tagged({ shared, source, change }: TicketEvent, part: string): readonly EventDraft[] {
  const { tags_added: added = [], tags_removed: removed = [] } = change;
  if (added.length + removed.length === 0) return [];
  return [
    {
      ...shared,
      fact: { ...eventFact(source), part },
      type: 'ConversationTagged',
      change: {
        tags_added: added.length > 0 ? [...added] : undefined,
        tags_removed: removed.length > 0 ? [...removed] : undefined,
      },
    },
  ];
}

/**
 * `ticket.csat_received`. A score that is a word (`GOOD`, `BAD_WITH_COMMENT`) is 1 or 0 of 1; of
 * another score the scale is not known, and the event is kept whole.
 */
export function ratingEvents(ticket: TicketEvent): readonly EventDraft[] {
  const { shared, source, ticketId, detail, change } = ticket;
  const { score, comment } = satisfaction.safeParse(change.satisfaction_score).data ?? {};
  const word = /^(good|bad)(_with_comment)?$/.exec(score ?? '')?.[1];
  if (word === undefined) return [ticketProviderEvent(ticket)];
  return [
    {
      ...shared,
      fact: eventFact(source),
      type: 'RatingGiven',
      actor: customerOf(source.accountId, ticketId, detail),
      rating: { score: word === 'good' ? 1 : 0, scale: 1, comment },
      metadata: texts({ rating: word }),
    },
  ];
}
