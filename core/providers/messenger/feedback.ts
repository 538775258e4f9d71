import * as z from 'zod';
import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { parties } from '../meta-payload.ts';
import { placeOf } from '../meta-place.ts';
import { providerEvent } from '../meta-provider-event.ts';
import type { Unit } from '../meta-units.ts';

const answer = z.object({
  type: z.string().optional(),
  payload: z.string().optional(),
  follow_up: z.object({ payload: z.string().optional() }).optional(),
});

const feedbackItem = z.object({
  ...parties,
  messaging_feedback: z.object({
    feedback_screens: z.array(z.object({ questions: z.record(z.string(), answer).optional() })),
  }),
});

/** The highest score of each kind of question. */
const SCALES: ReadonlyMap<string | undefined, number> = new Map([
  ['csat', 5],
  ['nps', 10],
  ['ces', 7],
]);

/**
 * `messaging_feedback`: the answers to a customer feedback template, a rating for each question with
 * a score. Source: Meta, "Customer Feedback Template".
 */
export function feedbackEvents(unit: Unit): readonly EventDraft[] {
  const { messaging_feedback: feedback, ...read } = readEvent(unit.item, feedbackItem);
  const place = placeOf(unit, read);
  if (!place) return [providerEvent(unit)];
  const { shared, threadKey, sender } = place;
  const questions = feedback.feedback_screens.flatMap(({ questions: asked = {} }) =>
    Object.entries(asked),
  );
  const ratings = questions.flatMap(([question, { type, payload, follow_up }]): EventDraft[] => {
    const scale = SCALES.get(type);
    if (scale === undefined || !/^\d{1,2}$/.test(payload ?? '')) return [];
    return [
      {
        ...shared,
        fact: {
          key: `feedback:${threadKey}:${shared.occurredAt}:${question}`,
          part: 'rating',
          rank: 'noted',
        },
        type: 'RatingGiven',
        actor: sender,
        rating: { score: Number(payload), scale, comment: follow_up?.payload },
        metadata: { question, rating_type: type ?? '' },
      },
    ];
  });
  return ratings.length > 0 ? ratings : [providerEvent(unit)];
}
