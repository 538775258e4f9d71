import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { readForm } from '../../../../core/providers/form-body.ts';
import {
  bringsJson,
  sign,
  signedUrl,
  verify,
} from '../../../../core/providers/twilio-signature.ts';

const TOKEN = 'an-auth-token';
const URL_CALLED = 'https://log.example.com/v1/ingest/sms?team=7';
const FORM = { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' };
const JSON_TYPE = { 'content-type': 'application/json' };

const hmac = (text: string, token = TOKEN) =>
  createHmac('sha1', token).update(text).digest('base64');

function requestOf(url: string, body: string | Buffer, signature: string, headers: object = FORM) {
  return {
    method: 'POST',
    url,
    headers: { ...headers, 'x-twilio-signature': signature },
    query: {},
    body: Buffer.from(body),
  };
}

const isSigned = (...request: Parameters<typeof requestOf>) =>
  verify(requestOf(...request), { secrets: [TOKEN] });

describe('the signature of a form', () => {
  const body = 'To=%2B15005550142&Body=One+%26+two&From=%2B15005550197&SmsSid=';
  const signed = 'BodyOne & twoFrom+15005550197SmsSidTo+15005550142';

  it('is over the URL and the parameters by name', () => {
    expect(isSigned(URL_CALLED, body, hmac(URL_CALLED + signed))).toBe(true);
  });

  it.each([
    ['another token', hmac(URL_CALLED + signed, 'another')],
    ['another URL', hmac(`${URL_CALLED}8${signed}`)],
    ['the parameters in their own order', hmac(`${URL_CALLED}To+15005550142BodyOne & two`)],
    ['nothing', ''],
  ])('of %s is refused', (_, signature) => {
    expect(isSigned(URL_CALLED, body, signature)).toBe(false);
  });

  it('fits any of the live tokens', () => {
    const request = requestOf(URL_CALLED, body, hmac(URL_CALLED + signed));
    expect(verify(request, { secrets: ['newer', TOKEN] })).toBe(true);
    expect(verify(request, { secrets: [] })).toBe(false);
  });

  it('sorts by code unit, capital letters first', () => {
    expect(isSigned(URL_CALLED, 'b=2&a=1&B=3', hmac(`${URL_CALLED}B3a1b2`))).toBe(true);
  });

  it('counts each different value of a repeated parameter once, in any order', () => {
    const signature = hmac(`${URL_CALLED}Address+11Address+12`);
    expect(isSigned(URL_CALLED, 'Address=%2B12&Address=%2B11', signature)).toBe(true);
    expect(isSigned(URL_CALLED, 'Address=%2B11&Address=%2B12&Address=%2B11', signature)).toBe(true);
  });

  it.each(['Body=Three', 'Body=One+%26+two', 'SmsSid=', 'Extra=1'])(
    'does not fit when %s is added',
    (added) => {
      expect(isSigned(URL_CALLED, `${body}&${added}`, hmac(URL_CALLED + signed))).toBe(false);
    },
  );

  it('does not fit when a byte is another, unless it means the same', () => {
    const original = Buffer.from(body);
    const signature = hmac(URL_CALLED + signed);
    fc.assert(
      fc.property(
        fc.nat(original.length - 1),
        fc.integer({ min: 1, max: 255 }),
        (position, difference) => {
          const changed = Buffer.from(original);
          changed[position] = (original[position] ?? 0) ^ difference;
          expect(isSigned(URL_CALLED, changed, signature)).toBe(meansTheSame(changed, original));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('of a body that is no form is refused, not an error', () => {
    expect(isSigned(URL_CALLED, Buffer.of(0xff, 0x25), hmac(URL_CALLED))).toBe(false);
    expect(isSigned('not a url', 'a=1', hmac('https://log.example.com/ina1'))).toBe(false);
  });
});

/** `%2B` and `%2b` are the same character. */
function meansTheSame(changed: Buffer, original: Buffer): boolean {
  try {
    return JSON.stringify(readForm(changed)) === JSON.stringify(readForm(original));
  } catch {
    return false;
  }
}

describe('the address that is signed', () => {
  it.each([
    ['https://log.example.com/in', 'https://log.example.com/in'],
    ['https://log.example.com/in', 'https://log.example.com:443/in'],
    ['https://log.example.com:443/in', 'https://log.example.com/in'],
    ['http://log.example.com/in', 'http://log.example.com:80/in'],
    ['https://log.example.com:8443/in', 'https://log.example.com:8443/in'],
    ['https://log.example.com:8443/in', 'https://log.example.com/in'],
    ['https://me:pass@log.example.com/in', 'https://me:pass@log.example.com:443/in'],
    ['https://me@log.example.com/in', 'https://me@log.example.com/in'],
    ["https://log.example.com/in?q=it's+on", 'https://log.example.com/in?q=it%27s+on'],
    ["https://log.example.com/in?q=it's+on", "https://log.example.com/in?q=it's%20on"],
    ['https://log.example.com/in?a=1#rc=3', 'https://log.example.com/in?a=1'],
  ])('of a call to %s may be %s', (called, signed) => {
    expect(isSigned(called, 'a=1', hmac(`${signed}a1`))).toBe(true);
  });

  it.each([
    ['https://log.example.com/in', 'https://log.example.com:8443/in'],
    ['https://log.example.com/in', 'http://log.example.com/in'],
    ['https://log.example.com/in', 'https://log.example.org/in'],
    ['https://log.example.com/in?a=1', 'https://log.example.com/in'],
  ])('of a call to %s is not %s', (called, signed) => {
    expect(isSigned(called, 'a=1', hmac(`${signed}a1`))).toBe(false);
  });
});

describe('the signature of JSON', () => {
  const body = '[{"type":"a"}]';
  const sha256 = createHash('sha256').update(body).digest('hex');
  const url = `https://log.example.com/in?bodySHA256=${sha256}`;

  it('is over the URL, which names the hash of the body', () => {
    expect(isSigned(url, body, hmac(url), JSON_TYPE)).toBe(true);
    expect(isSigned(url, body, hmac(url.replace('.com', '.com:443')), JSON_TYPE)).toBe(true);
  });

  it.each([
    ['another body', url, '[{"type":"b"}]'],
    ['a hash of another body', url.replace(/.$/, (last) => (last === '0' ? '1' : '0')), body],
    ['an empty hash', 'https://log.example.com/in?bodySHA256=', body],
    ['two hashes', `${url}&bodySHA256=00`, body],
  ])('is refused for %s', (_, called, given) => {
    expect(isSigned(called, given, hmac(called), JSON_TYPE)).toBe(false);
  });

  it('is refused without the hash, when only the URL is signed', () => {
    const plain = 'https://log.example.com/in';
    expect(isSigned(plain, body, hmac(plain), JSON_TYPE)).toBe(false);
  });

  it('decides what a body is read as: one that was signed as a form is never JSON', () => {
    const brings = (called: string, headers: object) =>
      bringsJson(requestOf(called, body, '', headers));
    expect(brings(url, JSON_TYPE)).toBe(true);
    expect(brings(url, FORM)).toBe(false);
    expect(brings('https://log.example.com/in', JSON_TYPE)).toBe(false);
  });
});

describe('signing', () => {
  it.each([
    ['a form', FORM, 'a=1&b=2'],
    ['JSON', JSON_TYPE, '{"a":1}'],
  ])('%s makes what is verified', (_, headers, text) => {
    const body = Buffer.from(text);
    for (const start of ['http://127.0.0.1:4700/in', 'https://log.example.com/in?team=7']) {
      const url = signedUrl({ url: start, headers, body });
      const signature = sign({ url, headers, body }, TOKEN)['x-twilio-signature'] ?? '';
      expect(isSigned(url, body, signature, headers)).toBe(true);
    }
  });

  it('leaves the URL of a form alone', () => {
    const body = Buffer.from('a=1');
    expect(signedUrl({ url: URL_CALLED, headers: FORM, body })).toBe(URL_CALLED);
  });
});
