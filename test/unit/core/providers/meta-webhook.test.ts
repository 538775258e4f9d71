import { describe, expect, it } from '@jest/globals';
import { instagram } from '../../../../core/providers/instagram/index.ts';
import { messenger } from '../../../../core/providers/messenger/index.ts';
import { whatsapp } from '../../../../core/providers/whatsapp/index.ts';

const plain = { method: 'POST', url: '', headers: {}, query: {}, body: Buffer.of() };
const adapters = [whatsapp, messenger, instagram].map((adapter) => ({
  name: adapter.provider,
  adapter,
}));

describe.each(adapters)('verification of $name', ({ adapter }) => {
  const query = { 'hub.mode': 'subscribe', 'hub.challenge': '1158', 'hub.verify_token': 'token' };
  const ask = (method: string, asked: Record<string, string>, verifyToken?: string) =>
    adapter.handshake?.({ ...plain, method, query: asked }, { secrets: ['token'], verifyToken });

  it('answers the challenge as it came', () => {
    expect(ask('GET', query, 'token')).toMatchObject({ status: 200, body: '1158' });
  });

  it.each([
    ['another token', 'other', 403],
    ['a source without one', undefined, 403],
  ])('refuses %s', (_, token, status) => {
    expect(ask('GET', query, token)).toEqual({ status });
  });

  it('is not what other requests are', () => {
    expect(ask('POST', query, 'token')).toBeNull();
    expect(ask('GET', { ...query, 'hub.mode': 'unsubscribe' }, 'token')).toBeNull();
  });
});

describe.each(adapters)('signatures of $name', ({ adapter }) => {
  it('are over the bytes as Meta sends them, escapes and all', () => {
    // echo -n '{"text":"\u00e4"}' | openssl dgst -sha256 -hmac app-secret
    const body = Buffer.from('{"text":"\\u00e4"}');
    const signed = adapter.sign({ url: '', headers: {}, body }, 'app-secret', 0);
    expect(signed).toEqual({ 'x-hub-signature-256': SIGNATURE });
    const request = { ...plain, headers: signed, body };
    expect(adapter.verify(request, { secrets: ['app-secret'] }, 0)).toBe(true);
    const dumpedAgain = { ...request, body: Buffer.from('{"text":"ä"}') };
    expect(adapter.verify(dumpedAgain, { secrets: ['app-secret'] }, 0)).toBe(false);
  });
});

const SIGNATURE = 'sha256=b78978c1eeb89734bf53260279471b0edca82f2e02d591d0543d572313aa0af4';
