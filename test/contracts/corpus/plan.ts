import type { ProviderAdapter } from '../../../core/providers/adapter.ts';
import { fieldsOf, jsonOf, type Sample } from './samples.ts';

/** A webhook that a sample holds. */
export interface Webhook {
  readonly body: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How files of a folder become webhooks: what they lack of one is added. */
export interface Form {
  readonly files: RegExp;
  readonly webhooks: (sample: Sample, folder: readonly Sample[]) => readonly Webhook[];
}

/** A request of the vendor that brings no events. */
export interface Handshake {
  readonly files: RegExp;
  readonly check: (adapter: ProviderAdapter, sample: Sample) => void;
}

/** What is expected of the samples of a vendor, from its documentation and not from our adapter. */
export interface Plan {
  readonly folder: string;
  readonly provider: string;
  /** The first that fits a file's name; without one the file is the body. */
  readonly forms?: readonly Form[];
  readonly handshakes?: readonly Handshake[];
  /** The vendor's events in a body. */
  readonly events: (body: unknown) => readonly unknown[];
  /** What the vendor calls an event. */
  readonly kind: (event: unknown) => string;
  /**
   * The log's types by the vendor's kind, joined by ` + ` where one event becomes several;
   * `/` and the type of the content where that is told too.
   */
  readonly types: Readonly<Record<string, string>>;
}

/** Files that are no webhook, and why; every other file is read. */
export const EXCEPTIONS: readonly { readonly files: RegExp; readonly reason: string }[] = [
  { files: /^MANIFEST\.md$/, reason: 'says where the samples come from' },
  { files: /^signature_vectors\.json$/, reason: 'read by the test of signatures' },
];

/** A JSON body made of what the file holds. */
export function json(body: (value: unknown, sample: Sample) => unknown): Form['webhooks'] {
  return (sample) => [{ body: Buffer.from(JSON.stringify(body(jsonOf(sample), sample))) }];
}

/** A form body of the file's decoded parameters, over those given. */
export function form(given: (value: unknown) => object): Form['webhooks'] {
  return (sample) => {
    const parameters = Object.entries(given(jsonOf(sample))).map(([name, value]) => {
      return [name, typeof value === 'string' ? value : JSON.stringify(value)] as const;
    });
    return [{ body: Buffer.from(new URLSearchParams(Object.fromEntries(parameters)).toString()) }];
  };
}

/** The body's JSON value, or the parameters of its form. */
export function bodyValue({ body }: Webhook): unknown {
  const text = body.toString('utf8').trim();
  if (/^[{[]/.test(text)) return JSON.parse(text);
  return fieldsOf(Object.fromEntries(new URLSearchParams(text)));
}
