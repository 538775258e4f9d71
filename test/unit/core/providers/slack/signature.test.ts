import { describe, expect, it } from '@jest/globals';
import { slack } from '../../../../../core/providers/slack/index.ts';
import { delivered, message, requestOf } from './deliveries.ts';

const SIGNED_AT = 1763900000;

// printf 'v0:1763900000:{"text":"\\u00e4"}' | openssl dgst -sha256 -hmac signing-secret
const BODY = '{"text":"\\u00e4"}';
const SIGNATURE = 'v0=cf3900ebaad708d79d16c10092f9169822253f062e2a60d2db1221caa1d7a5f1';

describe('signatures', () => {
  const headers = {
    'x-slack-request-timestamp': String(SIGNED_AT),
    'x-slack-signature': SIGNATURE,
  };
  const verify = (given: Record<string, string>, seconds = SIGNED_AT, body = BODY) =>
    slack.verify(
      { ...requestOf(body), headers: given },
      { secrets: ['other', 'signing-secret'] },
      seconds * 1000,
    );

  it('are over the version, the time and the bytes as they came', () => {
    const unsigned = { url: '', headers: {}, body: Buffer.from(BODY) };
    expect(slack.sign(unsigned, 'signing-secret', SIGNED_AT * 1000)).toEqual(headers);
    expect(verify(headers)).toBe(true);
    expect(verify(headers, SIGNED_AT, '{"text":"ä"}')).toBe(false);
  });

  it.each([
    [300, true],
    [-300, true],
    [301, false],
    [-301, false],
  ])('hold %d seconds from now: %s', (seconds, fits) => {
    expect(verify(headers, SIGNED_AT + seconds)).toBe(fits);
  });

  it.each([
    ['another time', { 'x-slack-request-timestamp': '1763900001' }],
    ['a time that is none', { 'x-slack-request-timestamp': '1763900000.0' }],
    ['no time', { 'x-slack-request-timestamp': '' }],
    ['no signature', { 'x-slack-signature': '' }],
    ['another version', { 'x-slack-signature': SIGNATURE.replace('v0', 'v1') }],
    ['no version', { 'x-slack-signature': SIGNATURE.slice(3) }],
  ])('do not fit with %s', (_, other) => {
    expect(verify({ ...headers, ...other })).toBe(false);
  });
});

describe('the challenge', () => {
  const challenge = { token: 'old', type: 'url_verification', challenge: 'c-1' };

  it('is given back as plain text, and is no event', () => {
    expect(slack.verifiedHandshake?.(requestOf(challenge))).toEqual({
      status: 200,
      headers: { 'content-type': 'text/plain' },
      body: 'c-1',
    });
    expect(slack.read(requestOf(challenge))).toEqual([]);
  });

  it('is answered only after its signature was verified', () => {
    expect(slack.handshake).toBeUndefined();
  });

  it.each([
    ['an event', delivered(message())],
    ['a message that says the word', delivered(message({ text: 'url_verification' }))],
    ['one without a challenge', { ...challenge, challenge: undefined }],
    ['what is not JSON', '{"type":"url_verification"'],
    ['one far too long', { ...challenge, challenge: 'x'.repeat(5000) }],
  ])('is not %s', (_, body) => {
    expect(slack.verifiedHandshake?.(requestOf(body))).toBeNull();
  });
});
