import { adapterOf } from './adapters.ts';

/** Sends a signed webhook to a source of config/local.json; gives the status and what became of it. */
export async function sendWebhook(
  url: string,
  provider: string,
  body: object,
  secret = `local-${provider}-secret`,
): Promise<{ readonly status: number; readonly answer: unknown }> {
  const adapter = adapterOf(provider);
  const unsigned = {
    url: `${url}/v1/ingest/${provider}`,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(body)),
  };
  const response = await fetch(unsigned.url, {
    method: 'POST',
    headers: { ...unsigned.headers, ...adapter.sign(unsigned, secret, Date.now()) },
    body: new Uint8Array(unsigned.body),
  });
  return { status: response.status, answer: await response.json() };
}

/** A Sunshine Conversations webhook with one message from a customer. */
export function sunshineMessage(
  id: string,
  { at = '2026-11-23T09:30:00.000Z', thread = 'c1' } = {},
) {
  const user = { type: 'user', userId: 'u1', displayName: 'Ada' };
  return {
    app: { id: 'app1' },
    webhook: { id: 'hook1', version: 'v2' },
    events: [
      {
        id: `event-${id}`,
        createdAt: at,
        type: 'conversation:message',
        payload: {
          conversation: { id: thread, type: 'personal' },
          message: {
            id,
            received: at,
            author: user,
            content: { type: 'text', text: 'Where is my order?' },
            source: { type: 'web', integrationId: 'i1' },
          },
        },
      },
    ],
  };
}
