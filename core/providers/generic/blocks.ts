import * as z from 'zod';
import {
  annotation,
  failure,
  note,
  postback,
  rating,
  reaction,
  referral,
} from '../../events/blocks.ts';
import { safeParse } from '../../events/hot-schema.ts';
import type { Placed } from './path.ts';
import { type RuleGroup, rule, ruleGroup, textsOf } from './rule.ts';

const number = z.coerce.number();

/** The blocks of an event that are made of plain fields, as the event schema has them. */
export const BLOCKS = {
  reaction,
  postback,
  referral,
  rating: rating.extend({ score: number, scale: number }),
  annotation: annotation.extend({ score: number.optional() }),
  note: note.extend({ format: note.shape.format.default('plain') }),
  error: failure,
};

function fieldRules(schema: z.ZodObject) {
  const names = Object.keys(schema.shape) as [string, ...string[]];
  return z.partialRecord(z.enum(names), rule).transform(ruleGroup).optional();
}

/** A rule for each field of each of these blocks. */
export const blockRules = {
  reaction: fieldRules(BLOCKS.reaction),
  postback: fieldRules(BLOCKS.postback),
  referral: fieldRules(BLOCKS.referral),
  rating: fieldRules(BLOCKS.rating),
  annotation: fieldRules(BLOCKS.annotation),
  note: fieldRules(BLOCKS.note),
  error: fieldRules(BLOCKS.error),
};

/** A block that an event has; one that lacks something, or has it wrong, is missing. */
export function blockOf<Schema extends z.ZodType>(
  schema: Schema,
  placed: Placed,
  rules: RuleGroup | undefined,
): z.infer<Schema> | undefined {
  const texts = rules && textsOf(placed, rules);
  return texts && safeParse(schema, texts).data;
}
