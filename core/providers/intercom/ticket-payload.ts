import * as z from 'zod';
import { flat, id, maybe, people, person, time } from './payload.ts';

const text = z.string();

/** A ticket. Its `id` is its conversation's; `ticket_id` is the number that people see. */
export const ticket = z.object({
  id,
  ticket_id: maybe(id),
  channel: maybe(text),
  created_at: time.nullish(),
  updated_at: time.nullish(),
  contacts: people.nullish(),
  admin_assignee_id: maybe(id),
  team_assignee_id: maybe(id),
  ticket_type: maybe(z.object({ name: maybe(text) })),
  ticket_state: maybe(z.object({ category: maybe(text), internal_label: maybe(text) })),
  ticket_attributes: maybe(flat),
  ticket_parts: z.object({ ticket_parts: z.array(z.unknown()) }).nullish(),
});

/** Some topics send the ticket itself, others what happened to it beside it. */
export const ticketItem = z.object({
  ticket: ticket.nullish(),
  ticket_part: z.unknown().optional(),
  contact: person.nullish(),
});

/** When a part was made. */
export const partHead = z.object({ created_at: time });

export type Ticket = z.infer<typeof ticket>;
