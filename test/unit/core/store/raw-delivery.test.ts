import { describe, expect, it } from '@jest/globals';
import { rawDelivery } from '../../../../core/store/raw-delivery.ts';

const source = {
  source_id: 'src',
  tenant_id: 'acme',
  provider: 'chatwoot',
  secrets: [],
  store_typing: false,
  options: {},
  created_at: '2026-11-23T12:00:00.000Z',
};

const kept = (url: string, headers: Record<string, string> = {}) => {
  const query = Object.fromEntries(new URL(url).searchParams);
  const request = { method: 'POST', url, headers, query, body: Buffer.from('{}') };
  return rawDelivery(request, source, ['se cret', 'secret'], 'request', 0);
};

describe('the record of a delivery', () => {
  it.each([
    ['https://a.example/v1/ingest/src?token=secret', ''],
    ['https://a.example/v1/ingest/src?a=1&token=se%20cret&b=2', '?a=1&b=2'],
    ['https://a.example/v1/ingest/src?my_token=1', '?my_token=1'],
  ])('keeps no secret of the URL: %s', (url, query) => {
    expect(kept(url).url).toBe(`https://a.example/v1/ingest/src${query}`);
  });

  it('keeps no secret of the headers', () => {
    const headers = { 'x-api-key': 'secret', 'content-type': 'application/json' };
    expect(kept('https://a.example/', headers).headers).toEqual({
      'content-type': 'application/json',
    });
  });
});
