import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { compressed } from '../../../../core/api/compression.ts';
import { gatewayEventOf } from '../../../support/gateway-events.ts';

const body = JSON.stringify({ text: 'ä'.repeat(2_000) });
const answer = { statusCode: 200, headers: { 'content-type': 'application/json' }, body };

function asked(encoding?: string) {
  return gatewayEventOf(encoding === undefined ? {} : { headers: { 'accept-encoding': encoding } });
}

describe('compression', () => {
  it.each(['gzip', 'br, gzip', 'gzip;q=0.5, br', 'GZIP ; q=1.0', 'deflate,gzip'])(
    'gzips for a client that takes %j',
    async (encoding) => {
      const result = await compressed(asked(encoding), answer);
      expect(result).toMatchObject({
        statusCode: 200,
        isBase64Encoded: true,
        headers: {
          'content-type': 'application/json',
          'content-encoding': 'gzip',
          vary: 'accept-encoding',
        },
      });
      expect(gunzipSync(Buffer.from(result.body ?? '', 'base64')).toString('utf8')).toBe(body);
    },
  );

  it.each([undefined, '', 'br', 'identity', 'gzip;q=0', 'gzip; q=0.00, br', 'x-gzipped'])(
    'leaves the body alone for %j',
    async (encoding) => {
      const result = await compressed(asked(encoding), answer);
      expect(result).toEqual({
        ...answer,
        headers: { ...answer.headers, vary: 'accept-encoding' },
      });
    },
  );

  it('leaves small bodies alone', async () => {
    const small = { ...answer, body: '{"status":"ok"}' };
    expect(await compressed(asked('gzip'), small)).toEqual(small);
  });
});
