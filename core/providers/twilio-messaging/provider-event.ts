import { createHash } from 'node:crypto';
import { canonicalJson } from '../../events/canonical-json.ts';
import type { EventDraft } from '../../events/draft.ts';
import { jsonOf } from '../json-value.ts';
import type { Webhook } from './payload.ts';

/**
 * A webhook about no message that we know, kept whole. It is named by the token that Twilio repeats
 * when it sends it again, or else by its content.
 */
export function providerEvent({ parameters, token }: Webhook): EventDraft {
  const payload = jsonOf(parameters);
  const name = token ?? createHash('sha256').update(canonicalJson(payload)).digest('hex');
  const account = parameters.AccountSid || undefined;
  return {
    fact: { key: `event:${name}`, part: 'event', rank: 'noted' },
    type: 'ProviderEvent',
    occurredAt: null,
    thread: null,
    origin: { event_type: 'unknown', event_id: token, account_id: account },
    channel: { type: 'other', metadata: {} },
    actor: { role: 'system', key: account ?? 'twilio' },
    payload,
  };
}
