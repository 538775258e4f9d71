/** Every code an error of the log can carry, with what it means. Codes are stable. */
export const ERROR_CODES = {
  unreadable_delivery: 'The body of a verified delivery is not what the provider documents.',
  unreadable_event: 'One provider event of a delivery does not have the documented shape.',
  adapter_failed: 'The adapter threw an error that it does not document: a bug to report.',
  invalid_time: 'A time is missing its unit or zone, or lies outside the years 1970 to 9999.',
  invalid_event: 'An adapter produced an event that the event schema refuses.',
  event_too_large: 'The event is larger than 240 KB.',
  id_conflict: 'Another fact is already stored under this event id.',
  store_unavailable: 'The event table did not take the write or answer the read in time.',
  secrets_unavailable: "The source's secrets could not be opened.",
  provider_unavailable: 'The provider did not answer a request that its webhook asks for.',
  quarantine_unavailable: 'The quarantine did not take a delivery that could not be logged.',
  invalid_cursor: 'The cursor was not made by this API.',
  cursor_mismatch: 'The cursor belongs to a request with other filters.',
  invalid_settings: 'Settings are missing or wrong.',
  stage_not_deployed: 'The stage is not deployed, or not whole.',
  aws_unavailable: 'AWS cannot be reached, or refuses these credentials.',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/**
 * An error with a stable code. Its message is for operators: it names what is wrong and never
 * holds a secret, personal data or the text of a message.
 */
export class LogError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string = ERROR_CODES[code], options?: ErrorOptions) {
    super(message, options);
    this.name = 'LogError';
    this.code = code;
  }
}
