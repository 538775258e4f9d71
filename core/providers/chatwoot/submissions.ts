import type { Content } from '../../events/content.ts';
import type { EventDraft } from '../../events/draft.ts';
import type { MessageCase } from './message-case.ts';
import type { Submitted } from './payload.ts';
import { digestOf, keyIn } from './webhook.ts';

/** Chatwoot's survey has five stars or faces. */
const SCALE = 5;

/** What a customer filled in or chose in a message: it stands in the message from then on. */
export function submissionEvents(part: MessageCase): readonly EventDraft[] {
  const { content_type, content_attributes } = part.message;
  const { submitted_values: values, submitted_email: email } = content_attributes ?? {};
  if (values && !Array.isArray(values)) return [ratingEvent(part, values.csat_survey_response)];
  if (email) return [postbackEvent(part, { payload: email })];
  const [chosen, ...others] = values ?? [];
  if (!chosen) return [];
  if (content_type === 'form' || others.length > 0) return [formEvent(part, [chosen, ...others])];
  return [postbackEvent(part, { payload: textOf(chosen.value), title: chosen.title ?? undefined })];
}

/** A comment is often added to a rating that was given before: then both are told. */
function ratingEvent(
  { webhook, message, customer, shared }: MessageCase,
  given: { readonly rating: number; readonly feedback_message?: string | null | undefined },
): EventDraft {
  const { rating, feedback_message: comment } = given;
  const names = [message.id, rating, ...(comment ? [digestOf(comment)] : [])];
  return {
    ...shared,
    fact: { key: keyIn(webhook, 'rating', ...names), part: 'rating', rank: 'changed' },
    type: 'RatingGiven',
    occurredAt: null,
    actor: customer,
    message: { id: String(message.id) },
    rating: { score: rating, scale: SCALE, comment: comment || undefined },
  };
}

/** The fields of a form, as a payload written as browsers write them. */
function formEvent(part: MessageCase, values: readonly Submitted[]): EventDraft {
  const fields = values.map(({ name, title, value }) => {
    return { name: name ?? title ?? '', value: textOf(value) };
  });
  const payload = new URLSearchParams(
    fields.map(({ name, value }): [string, string] => [name, value]),
  ).toString();
  return postbackEvent(part, { payload }, { type: 'structured', kind: 'form_response', fields });
}

function postbackEvent(
  { webhook, message, customer, shared }: MessageCase,
  postback: NonNullable<EventDraft['postback']>,
  content?: Content,
): EventDraft {
  return {
    ...shared,
    fact: { key: keyIn(webhook, 'submit', message.id), part: 'submit', rank: 'pressed' },
    type: 'PostbackReceived',
    occurredAt: null,
    actor: customer,
    message: { id: String(message.id), content },
    postback,
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
