import type * as z from 'zod';
import type { EventDraft } from '../events/draft.ts';
import type { HttpAnswer, HttpRequest } from '../runtime/http.ts';

/** The secrets of a source, opened. Several are live at once while one is being rotated. */
export interface Credentials {
  /** Signing secrets or tokens, newest first. */
  readonly secrets: readonly string[];
  /** The token that the vendor repeats in a verification request, where it has one (Meta). */
  readonly verifyToken?: string | undefined;
  /** The source's options, for providers whose signature depends on them. */
  readonly options?: SourceOptions | undefined;
  /** What stands at the address that the adapter's `documentUrl` gave for this request. */
  readonly document?: string | undefined;
}

/** Settings that an operator gave a source; each provider documents its own. */
export type SourceOptions = Readonly<Record<string, unknown>>;

/**
 * A provider: how its webhooks are verified, and what log events they become. Adapters are pure:
 * no clock, no network, no state; the same bytes give the same drafts.
 *
 * The order is fixed and the ingest function keeps it: `verify` the raw bytes, then `read`, then
 * `normalize` each provider event on its own, so that one that cannot be read harms no other.
 */
export interface ProviderAdapter {
  /** Name of the provider: the folder's name, part of every event id. */
  readonly provider: string;

  /**
   * The answer to a request by which the vendor checks the endpoint (Meta's GET, CloudEvents'
   * OPTIONS); `null` when the request is not one.
   */
  handshake?(request: HttpRequest, credentials: Credentials): HttpAnswer | null;

  /** The options that a source of the provider can have; without a schema it has none. */
  readonly options?: z.ZodType<SourceOptions>;

  /**
   * The address of a public document that `verify` needs to check this request (Amazon SNS's signing
   * certificate). It is asked before anything is verified, so it may only name the vendor's own
   * hosts; `null` when nothing is needed.
   */
  documentUrl?(request: HttpRequest, credentials: Credentials): string | null;

  /**
   * An address that is to be called once the request is verified, to confirm a subscription; of the
   * vendor's own hosts. `null` when there is none.
   */
  confirmationUrl?(request: HttpRequest): string | null;

  /**
   * The answer to a request by which the vendor checks the endpoint and that it signs as it signs
   * events (Slack's `url_verification`): asked after `verify`; `null` when the request is not one.
   */
  verifiedHandshake?(request: HttpRequest): HttpAnswer | null;

  /**
   * Whether the request was signed with one of the secrets, over the raw bytes, in constant time.
   * @param now milliseconds since 1970, for providers that sign a timestamp
   * @throws LogError `provider_unavailable` when the document is not what the vendor serves
   */
  verify(request: HttpRequest, credentials: Credentials, now: number): boolean;

  /**
   * Splits a verified delivery into provider events, each with all that `normalize` needs of its
   * envelope. An empty list is legal (LINE's verification, CloudEvents' empty batch).
   * @throws LogError `unreadable_delivery`
   */
  read(request: HttpRequest, options?: SourceOptions): readonly unknown[];

  /**
   * The log events that one provider event becomes: at least one. An event of a kind that the
   * adapter has no type for becomes a ProviderEvent with its payload whole.
   * @throws LogError `unreadable_event`, `invalid_time`
   */
  normalize(providerEvent: unknown, options: SourceOptions): readonly EventDraft[];

  /**
   * The headers a vendor would send with this body, signed with `secret`: for samples, tests and
   * the check of a deployment.
   */
  sign(
    request: UnsignedRequest,
    secret: string,
    now: number,
    options?: SourceOptions,
  ): Readonly<Record<string, string>>;

  /**
   * The URL that a vendor would call with this body, where it adds something of the body to it
   * (Twilio's `bodySHA256`); without this, the URL of the request.
   */
  signedUrl?(request: UnsignedRequest): string;

  /**
   * `derived` where the provider has no conversations that open and close: the log then concludes
   * ConversationOpened, CustomerJoined and ConversationClosed from its messages.
   */
  readonly lifecycle?: 'derived';

  /** True where the vendor executes or shows the body of an answer: it is then left empty. */
  readonly emptyAnswer?: boolean;
}

/** A webhook before its signature headers are made. */
export interface UnsignedRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}
