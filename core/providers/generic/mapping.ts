import * as z from 'zod';
import { EVENT_TYPE_NAMES } from '../../events/catalogue.ts';
import { blockRules } from './blocks.ts';
import { path, rule, ruleGroup, timeRule } from './rule.ts';

const optionalRule = rule.optional();

/** A map of texts: a rule for each of its names, or a path to an object that is one. */
const texts = z.union([path, z.record(z.string(), rule).transform(ruleGroup)]).optional();

const typeNames: readonly string[] = EVENT_TYPE_NAMES;

/** Its table can only lead to types of the log. */
const typeRule = rule.refine(
  ({ map = {}, value = 'ProviderEvent', default: otherwise = 'ProviderEvent' }) =>
    [...Object.values(map), value, otherwise].every((name) => typeNames.includes(name)),
  { message: `A type of the log is one of ${EVENT_TYPE_NAMES.join(', ')}` },
);

const personRules = {
  role: optionalRule,
  id: rule,
  name: optionalRule,
  channel_id: optionalRule,
  external_id: optionalRule,
};

const person = z.strictObject(personRules).optional();

/** Several of a kind: `each` leads to them, and the other paths start at each of them. */
const people = z.strictObject({ each: path, ...personRules }).optional();

const attachments = z
  .strictObject({
    each: path,
    type: optionalRule,
    id: optionalRule,
    url: optionalRule,
    mime_type: optionalRule,
    name: optionalRule,
    size_bytes: optionalRule,
    caption: optionalRule,
  })
  .transform(({ each, ...fields }) => ({ each, file: ruleGroup(fields) }))
  .optional();

/** How a sender's events become the log's. README.md documents it for operators. */
export const mapping = z.strictObject({
  /** Leads to the events within the body; the body itself, or each of a list, where it is left out. */
  events: path.optional(),
  type: typeRule,
  /** What names the event; several are put together. */
  id: z
    .preprocess((given) => (Array.isArray(given) ? given : [given]), z.array(rule).min(1))
    .optional(),
  occurred_at: timeRule.optional(),
  conversation: optionalRule,
  account: optionalRule,
  channel: optionalRule,
  channel_metadata: texts,
  actor: person,
  participant: person,
  recipients: people,
  message: z
    .strictObject({
      id: optionalRule,
      text: optionalRule,
      format: optionalRule,
      quoted_message_id: optionalRule,
      in_reply_to: optionalRule,
      attachments,
    })
    .optional(),
  change: z
    .strictObject({
      status: optionalRule,
      previous_status: optionalRule,
      assignee: optionalRule,
      previous_assignee: optionalRule,
      team_id: optionalRule,
      reason: optionalRule,
      tags_added: path.optional(),
      tags_removed: path.optional(),
    })
    .transform(({ tags_added, tags_removed, ...rules }) => {
      return { tags_added, tags_removed, texts: ruleGroup(rules) };
    })
    .optional(),
  ...blockRules,
  ticket_id: optionalRule,
  metadata: texts,
});

export type Mapping = z.infer<typeof mapping>;
