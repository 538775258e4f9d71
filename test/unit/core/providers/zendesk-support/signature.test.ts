import { describe, expect, it } from '@jest/globals';
import { zendeskSupport } from '../../../../../core/providers/zendesk-support/index.ts';
import { requestOf } from './webhooks.ts';

/** The secret with which Zendesk signs the test of a webhook that is not made yet. */
const SECRET = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==';
const SIGNED_AT = Date.UTC(2026, 10, 23, 10);
const DAY = 24 * 60 * 60 * 1000;

// printf '%s' '2026-11-23T10:00:00Z{"hum":"é"}' | openssl dgst -sha256 -hmac "$SECRET" -binary | base64
const vector = {
  'x-zendesk-webhook-signature-timestamp': '2026-11-23T10:00:00Z',
  'x-zendesk-webhook-signature': 'J+/PlSDLG6Unif7usBbf42lnZ6OmySNvlLB5ViavDy8=',
};
const verified = (headers: Record<string, string>, now = SIGNED_AT, secrets = [SECRET]) =>
  zendeskSupport.verify(requestOf('{"hum":"é"}', headers), { secrets }, now);

describe('signatures', () => {
  it('are over timestamp and bytes, under the secret as it is written', () => {
    expect(verified(vector)).toBe(true);
    expect(verified(vector, SIGNED_AT, ['other', SECRET])).toBe(true);
    const decoded = Buffer.from(SECRET, 'base64').toString('latin1');
    expect(verified(vector, SIGNED_AT, [decoded])).toBe(false);
  });

  it('are those that sign makes', () => {
    const { body } = requestOf('{"hum":"é"}');
    expect(zendeskSupport.sign({ url: '', headers: {}, body }, SECRET, SIGNED_AT)).toMatchObject(
      vector,
    );
  });

  it.each([
    ['another timestamp', { 'x-zendesk-webhook-signature-timestamp': '2026-11-23T10:00:01Z' }],
    ['no timestamp', { 'x-zendesk-webhook-signature-timestamp': '' }],
    ['a timestamp that is none', { 'x-zendesk-webhook-signature-timestamp': 'yesterday' }],
    ['no signature', { 'x-zendesk-webhook-signature': '' }],
  ])('with %s fit nothing', (_, changed) => {
    expect(verified({ ...vector, ...changed })).toBe(false);
  });

  it.each([
    [DAY, true],
    [-DAY, true],
    [DAY + 1, false],
    [-DAY - 1, false],
  ])('hold when %d ms old: %s', (age, holds) => {
    expect(verified(vector, SIGNED_AT + age)).toBe(holds);
  });

  it('may be timed in unix seconds', () => {
    // printf '%s' '1795428000{"hum":"é"}' | openssl dgst -sha256 -hmac "$SECRET" -binary | base64
    const headers = {
      'x-zendesk-webhook-signature-timestamp': '1795428000',
      'x-zendesk-webhook-signature': 'icqXGL3m6CkqWefPyYRUvaHkjd50LUCTBuu82HrfQPM=',
    };
    expect(verified(headers)).toBe(true);
  });
});
