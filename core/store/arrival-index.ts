import type { ArrivedEvent } from './item.ts';

/** What fan-out sees and does about the order of arrival, which the feed is read by. */
export interface ArrivalIndex {
  /** Those of some events that the index by arrival does not show at their place. */
  hidden<Event extends ArrivedEvent>(events: readonly Event[]): Promise<readonly Event[]>;

  /**
   * Gives an event a new place at the end of the order of arrival, so that the feed issues it (again).
   * False when it has left the place that it was seen at.
   */
  restamp(event: ArrivedEvent): Promise<boolean>;
}
