import * as z from 'zod';
import { Identity } from '../core/events/identity.ts';
import { sunshineConversations as adapter } from '../core/providers/sunshine-conversations/index.ts';
import { exampleRequest, sendExample } from '../local/commands/examples.ts';
import { LOCAL_TENANT } from '../local/config-file.ts';

const SECRET = `local-${adapter.provider}-secret`;

const list = z.object({
  data: z.array(z.object({ message: z.object({ id: z.string() }).optional() })),
});

interface Deployment {
  readonly url: string;
  readonly apiKey: string;
  readonly identityKey: Buffer;
}

/** A vendor that sends messages, and a reader of the log that looks for them. */
export class Client {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #identity: Identity;

  constructor({ url, apiKey, identityKey }: Deployment) {
    this.#url = url;
    this.#headers = { authorization: `Bearer ${apiKey}` };
    this.#identity = new Identity(identityKey);
  }

  /** Sends a customer's message, and rejects unless it was taken: appended, or queued for the log. */
  async send(id: string, thread: string, at: number): Promise<void> {
    const body = Buffer.from(JSON.stringify(webhook(id, thread, new Date(at).toISOString())));
    const request = exampleRequest(adapter, adapter.provider, body, this.#url);
    const { status } = await sendExample(adapter, request, SECRET, {});
    if (status >= 300) throw new Error(`The webhook was answered ${status}.`);
  }

  /** Reads the conversation until the message is in it. */
  untilInConversation(id: string, thread: string): Promise<void> {
    const conversation = this.#identity.conversationId(LOCAL_TENANT, adapter.provider, {
      key: thread,
    });
    return this.#untilListed(`/v1/conversations/${conversation}/events`, id);
  }

  /** Reads the events from a time on until the message is among them. */
  untilInTime(id: string, at: number): Promise<void> {
    return this.#untilListed(`/v1/events?limit=20&from=${new Date(at).toISOString()}`, id);
  }

  async #untilListed(path: string, id: string): Promise<void> {
    let found = false;
    while (!found) {
      const response = await fetch(this.#url + path, { headers: this.#headers });
      const { data } = list.parse(await response.json());
      found = data.some(({ message }) => message?.id === id);
    }
  }
}

/** A Sunshine Conversations webhook with one message from a customer. */
function webhook(id: string, thread: string, at: string) {
  const message = {
    id,
    received: at,
    author: { type: 'user', userId: 'u1', displayName: 'Ada' },
    content: { type: 'text', text: 'Where is my order? I ordered a lamp two weeks ago.' },
    source: { type: 'web', integrationId: 'i1' },
  };
  return {
    app: { id: 'app1' },
    webhook: { id: 'hook1', version: 'v2' },
    events: [
      {
        id: `event-${id}`,
        createdAt: at,
        type: 'conversation:message',
        payload: { conversation: { id: thread, type: 'personal' }, message },
      },
    ],
  };
}
