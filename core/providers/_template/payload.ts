import * as z from 'zod';

/** A delivery: only its envelope is checked here, so that one bad event harms no other. */
export const delivery = z.object({ events: z.array(z.unknown()) });

/** What every event has. */
export const envelope = z.looseObject({
  id: z.string(),
  type: z.string(),
  thread: z.string().optional(),
  /** Unix seconds. */
  created_at: z.number(),
});

/** A message from a customer. Strict about what we use, loose about what the vendor may add. */
export const messageEvent = z.object({
  id: z.string(),
  type: z.literal('message'),
  thread: z.string(),
  created_at: z.number(),
  message: z.object({ id: z.string(), text: z.string() }),
  from: z.object({ id: z.string(), name: z.string().optional() }),
});
