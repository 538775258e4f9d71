/** The `source` of every event on the bus. */
export const BUS_SOURCE = 'conversation-log';

/** Resource name of a log event on the bus, for consumers that drop redeliveries by id. */
export function eventResource(id: string): string {
  return `conversation-log:event:${id}`;
}
