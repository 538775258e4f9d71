import * as z from 'zod';
import { flat, id, maybe, person } from './payload.ts';

const text = z.string();
const yes = z.boolean();

/** A contact; in 1.x a user, lead or visitor. */
export const contact = person.extend({
  role: maybe(text),
  phone: maybe(text),
  owner_id: maybe(id),
  pseudonym: maybe(text),
  language_override: maybe(text),
  unsubscribed_from_emails: maybe(yes),
  unsubscribed_from_sms: maybe(yes),
  marked_email_as_spam: maybe(yes),
  has_hard_bounced: maybe(yes),
  custom_attributes: maybe(flat),
});

/** Some topics send the contact itself, others wrapped, with the tag or subscription beside it. */
export const contactItem = z.object({
  contact: contact.nullish(),
  user: contact.nullish(),
  tag: z.object({ id: maybe(id), name: maybe(text) }).nullish(),
  merged_from: person.nullish(),
  subscription_types: maybe(z.object({ data: maybe(z.array(z.object({ id: maybe(id) }))) })),
});

export type Contact = z.infer<typeof contact>;
export type ContactItem = z.infer<typeof contactItem>;
