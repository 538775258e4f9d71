import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Scope } from '../../core/runtime/access.ts';
import { expectDocumented } from '../support/documented.ts';

/** A request to a deployment, and what it answered. */
export interface Call {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The text as JSON, where it is JSON. */
  readonly json: unknown;
}

/** A running conversation log, wherever it runs: what the end-to-end suite needs of it. */
export interface Deployment {
  /** Calls a path of its HTTP API. */
  call(path: string, call?: Call): Promise<Answer>;
  /** Makes an API key and gives its text. */
  makeKey(request: { readonly tenant: string; readonly scopes: readonly Scope[] }): Promise<string>;
  /** Adds a source that takes webhooks signed with a secret. */
  addSource(source: {
    readonly id: string;
    readonly provider: string;
    readonly tenant: string;
    readonly secret: string;
  }): Promise<void>;
  /** The events that the target of a rule for MessageReceived got so far, as the bus gives them. */
  busEvents(): Promise<readonly unknown[]>;
  /** The events in the lake so far, by their ids. */
  lakeIds(): Promise<readonly string[]>;
  /** What lies in quarantine and in the archive so far, as texts. */
  kept(): Promise<{
    readonly quarantined: readonly string[];
    readonly archived: readonly string[];
  }>;
  /** Puts a text in the queue of what the table refused. */
  enqueueForTable(text: string): Promise<void>;
  close(): Promise<void>;
}

/** Calls an address; `host` is what the gateway tells its APIs apart by, where a name does not resolve. */
export function callAddress(
  origin: string,
  path: string,
  { method = 'GET', headers = {}, body }: Call,
  host?: string,
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const send = origin.startsWith('https:') ? httpsRequest : httpRequest;
  const sent = { ...headers, ...(host && { host }) };
  const request = send(new URL(path, origin), { method, headers: sent }, (response) => {
    const whole = Array.fromAsync(response).then((chunks) => {
      const text = Buffer.concat(chunks).toString('utf8');
      const entries = Object.entries(response.headers);
      const answered = Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
      const status = response.statusCode ?? 0;
      const type = answered['content-type'] ?? '';
      if (method !== 'HEAD') expectDocumented({ method, path }, { status, type, text });
      resolve({ status, headers: answered, text, json: parsed(text) });
    });
    whole.catch(reject);
  });
  request.on('error', reject);
  request.end(body);
  return promise;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
