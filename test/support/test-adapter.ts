import { createHmac } from 'node:crypto';
import * as z from 'zod';
import type { ProviderAdapter } from '../../core/providers/adapter.ts';
import { equalInConstantTime } from '../../core/providers/constant-time.ts';
import { readEvent, readJson } from '../../core/providers/json-body.ts';

const delivery = z.object({ events: z.array(z.unknown()) });
const providerEvent = z.object({
  id: z.string(),
  at: z
    .number()
    .nullable()
    .default(Date.UTC(2026, 10, 23)),
  thread: z.string().default('t1'),
  text: z.string().default('Hello'),
  kind: z.enum(['message', 'typing', 'invalid', 'bug']).default('message'),
});

const signatureOf = (body: Buffer, secret: string) =>
  createHmac('sha256', secret).update(body).digest('hex');

/** A provider made for tests: signed JSON of `{events: [{id, at?, thread?, text?, kind?}]}`. */
export const testAdapter: ProviderAdapter = {
  provider: 'test',
  verify: ({ headers, body }, { secrets }) => {
    const given = headers['x-test-signature'] ?? '';
    return secrets.some((secret) => equalInConstantTime(given, signatureOf(body, secret)));
  },
  read: ({ body }) => readJson(body, delivery).events,
  normalize: (event) => {
    const { id, at, thread, text, kind } = readEvent(event, providerEvent);
    if (kind === 'bug') throw new TypeError(`cannot read ${text}`);
    const business = { role: 'system', key: 'business' } as const;
    return [
      {
        fact: { key: `message:${id}`, part: 'message', rank: 'received' },
        type: kind === 'typing' ? 'TypingStarted' : 'MessageReceived',
        occurredAt: at,
        thread: { key: thread },
        origin: { event_type: kind },
        channel: { type: 'other', metadata: {} },
        actor: { role: 'customer', key: 'c1' },
        ...(kind !== 'invalid' && { recipients: [business] }),
        message: { id, content: { type: 'text', text, format: 'plain' } },
      },
    ];
  },
  sign: ({ body }, secret) => ({ 'x-test-signature': signatureOf(body, secret) }),
};
