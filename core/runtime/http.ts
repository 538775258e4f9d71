/** An HTTP request as a function sees it, whatever gateway it came through. */
export interface HttpRequest {
  readonly method: string;
  /** The public URL that the client called, with its query string as sent: what Twilio signs. */
  readonly url: string;
  /** Lower-case names; repeated headers joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded query parameters; the last of a repeated name wins. */
  readonly query: Readonly<Record<string, string>>;
  /** The body's bytes as sent, before any decoding. */
  readonly body: Buffer;
}

/** An HTTP answer. `body` absent means an empty one; the shell compresses it for who takes that. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}
