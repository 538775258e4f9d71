import * as z from 'zod';

const delivered = z.object({ detail: z.object({ origin: z.object({ event_id: z.string() }) }) });

/** The provider's id of the event in what the bus delivers to a target, as JSON text. */
export function deliveredEventId(text: string): string {
  return delivered.parse(JSON.parse(text)).detail.origin.event_id;
}
