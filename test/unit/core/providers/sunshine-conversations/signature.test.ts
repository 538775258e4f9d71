import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { sunshineConversations } from '../../../../../core/providers/sunshine-conversations/index.ts';
import { delivery } from './webhooks.ts';

const { verify, sign } = sunshineConversations;
const secrets = ['new-secret', 'old-secret'];

describe('the shared secret of a Sunshine Conversations webhook', () => {
  it('is accepted while it is live, whatever the body says', () => {
    for (const secret of secrets) {
      const request = delivery('not even JSON', { 'x-api-key': secret });
      expect(verify(request, { secrets }, 0)).toBe(true);
    }
  });

  it('is refused when it is missing, empty, another or a part of one', () => {
    expect(verify(delivery({}), { secrets }, 0)).toBe(false);
    expect(verify(delivery({}, { 'x-api-key': '' }), { secrets: [''] }, 0)).toBe(false);
    for (const given of ['New-secret', 'new-secre', 'new-secrets', 'new-secret,old-secret']) {
      expect(verify(delivery({}, { 'x-api-key': given }), { secrets }, 0)).toBe(false);
    }
  });

  it('is refused by a source that has none', () => {
    expect(verify(delivery({}, { 'x-api-key': 'any' }), { secrets: [] }, 0)).toBe(false);
  });

  it('is what signing sends', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (secret, other) => {
        const unsigned = delivery({ app: { id: 'app1' }, events: [] });
        const request = { ...unsigned, headers: sign(unsigned, secret, 0) };
        expect(verify(request, { secrets: [secret] }, 0)).toBe(true);
        expect(verify(request, { secrets: [other] }, 0)).toBe(secret === other);
      }),
    );
  });
});
