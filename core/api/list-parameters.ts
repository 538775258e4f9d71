import * as z from 'zod';
import { CHANNEL_TYPES, participantId, role } from '../events/blocks.ts';
import { EVENT_TYPE_NAMES } from '../events/catalogue.ts';
import { CONTENT_TYPES } from '../events/content.ts';
import { EVENT_FIELDS } from '../events/event.ts';
import { timeFromIso } from '../events/time.ts';

const DATE = /^\d{4}-\d\d-\d\d$/;

/** A date, or a time with its zone; whether there is such a day is another question. */
const MOMENT = /^\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d))?$/;

const MOMENT_RULE = 'Give a date (2026-11-23) or a time with its zone (2026-11-23T09:30:00Z).';

/** The most values of one filter; DynamoDB's `in` takes 100. */
const MOST_VALUES = 50;

/**
 * A moment in a query: ISO 8601 with zone, or a date, which is its first moment in UTC. Gives
 * milliseconds since 1970.
 */
export const moment = z
  .string()
  .regex(MOMENT, MOMENT_RULE)
  .transform((text, context) => {
    try {
      return timeFromIso(DATE.test(text) ? `${text}T00:00:00Z` : text);
    } catch {
      context.addIssue({ code: 'custom', message: MOMENT_RULE });
      return z.NEVER;
    }
  });

/**
 * Values separated by commas, each fitting a schema. Sorted and each once, so that a cursor is bound
 * to what they mean and not to how they were written.
 */
function commaList<Value extends z.ZodType<string, string>>(value: Value) {
  return z
    .string()
    .transform((text) => [...new Set(text.split(','))].sort())
    .pipe(z.array(value).max(MOST_VALUES));
}

/** A name as sources and providers have it. */
const name = z.string().min(1).max(128);

const oneOf = (values: readonly string[]) => {
  return `one or several, separated by commas, of ${values.join(', ')}.`;
};

/** Parameters that let only some events pass; those of different names must all hold. */
export const eventFilters = {
  type: commaList(z.enum(EVENT_TYPE_NAMES))
    .optional()
    .describe(`Event types: ${oneOf(EVENT_TYPE_NAMES)}`),
  channel: commaList(z.enum(CHANNEL_TYPES))
    .optional()
    .describe(`Channels: ${oneOf(CHANNEL_TYPES)}`),
  provider: commaList(name)
    .optional()
    .describe('Names of providers (origin.provider), one or several, separated by commas.'),
  source_id: commaList(name)
    .optional()
    .describe('Ids of sources (origin.source_id), one or several, separated by commas.'),
  actor_role: commaList(role)
    .optional()
    .describe(`Role of who caused the event (actor.role): ${oneOf(role.options)}`),
  participant_id: commaList(participantId)
    .optional()
    .describe(
      'People in the event, as actor, participant or recipient: usr_ ids, separated by commas.',
    ),
  content_type: commaList(z.enum(CONTENT_TYPES))
    .optional()
    .describe(`Kinds of content (message.content.type): ${oneOf(CONTENT_TYPES)}`),
};

/** The most items of a page. */
export const limit = z.coerce
  .number()
  .int()
  .min(1)
  .max(1000)
  .default(100)
  .describe('The most events of a page. A page with fewer is not the last: has_more tells.');

/** The fields of an event that are wanted, `id` among them always. */
export const fields = z
  .string()
  .transform((text) => [...new Set(['id', ...text.split(',')])])
  .pipe(z.array(z.enum(EVENT_FIELDS)))
  .optional()
  .describe(
    `Fields of the events to give, separated by commas; id always is. ${EVENT_FIELDS.join(', ')}.`,
  );
