import createFetchClient, { type Client } from 'openapi-fetch';
import type { paths } from './schema.d.ts';

interface ClientSettings {
  /** Where the log serves: `https://log.example.com`, without a path. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** The platform's `fetch` by default. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** A client of the log API: `GET`, `POST` by the paths of docs/openapi.json, typed by it. */
export type LogClient = Client<paths>;

/** Makes a client that sends an API key with every request. */
export function createClient({ baseUrl, apiKey, fetch }: ClientSettings): LogClient {
  const headers = { authorization: `Bearer ${apiKey}` };
  return createFetchClient<paths>({ baseUrl, headers, ...(fetch && { fetch }) });
}
