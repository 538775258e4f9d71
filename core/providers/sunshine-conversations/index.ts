import type { ProviderAdapter } from '../adapter.ts';
import { readJson } from '../json-body.ts';
import { normalize } from './normalize.ts';
import { envelope } from './payload.ts';
import { sign, verify } from './signature.ts';

/** Zendesk Sunshine Conversations, webhooks of version 2. */
export const sunshineConversations: ProviderAdapter = {
  provider: 'sunshine-conversations',
  verify,
  read(request) {
    const { app, events } = readJson(request.body, envelope);
    return events.map((event) => ({ appId: app.id, event }));
  },
  normalize,
  sign: (_request, secret) => sign(secret),
};
