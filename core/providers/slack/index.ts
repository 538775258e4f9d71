import type { ProviderAdapter } from '../adapter.ts';
import { readJson } from '../json-body.ts';
import { normalize } from './normalize.ts';
import { delivery } from './payload.ts';
import { sign, verify } from './signature.ts';
import { options } from './slack-event.ts';
import { challengeAnswer } from './url-verification.ts';

/** Slack Events API. */
export const slack: ProviderAdapter = {
  provider: 'slack',
  options,
  lifecycle: 'derived',
  verifiedHandshake: challengeAnswer,
  verify,
  read: ({ body }) => {
    const read = readJson(body, delivery);
    return read.type === 'url_verification' ? [] : [read];
  },
  normalize,
  sign,
};
