/** One event as the bus takes it: EventBridge's `PutEvents` entry without the constant parts. */
export interface BusEntry {
  /** Id of the log event; carried as a resource so that consumers can drop a redelivery. */
  readonly id: string;
  /** Event type, PascalCase, equal to the EventBridge detail-type. */
  readonly detailType: string;
  /** The event as JSON text, put on the bus as it is. */
  readonly detail: string;
  /** `occurred_at` of the event: UTC, ISO 8601, milliseconds. */
  readonly time: string;
}

/** An entry the bus did not take, by its position in the published list. */
export interface RefusedEntry {
  readonly index: number;
  readonly code: string;
}

/**
 * Port to the event bus. `publish` resolves with the entries that were refused: an entry is either
 * taken by the bus or listed here, never both and never neither. It does not reject.
 */
export interface EventPublisher {
  publish(entries: readonly BusEntry[]): Promise<readonly RefusedEntry[]>;
}
