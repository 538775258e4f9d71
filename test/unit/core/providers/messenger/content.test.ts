import { describe, expect, it } from '@jest/globals';
import { eventsSaying } from './webhooks.ts';

const attached = (...attachments: object[]) => ({ attachments });
const media = (type: string, more: object = {}) => ({ type, payload: { url: 'u', ...more } });
const template = (payload: object) => attached({ type: 'template', payload });

describe('content', () => {
  it.each([
    ['image', attached(media('image')), { type: 'image', url: 'u' }],
    ['audio', attached(media('audio')), { type: 'audio', url: 'u' }],
    ['video', attached(media('video')), { type: 'video', url: 'u' }],
    ['file', attached(media('file')), { type: 'file', url: 'u' }],
    [
      'sticker',
      attached(media('sticker', { sticker_id: 5 })),
      { type: 'sticker', id: '5', url: 'u' },
    ],
    [
      'sticker as an image',
      attached(media('image', { sticker_id: 5 })),
      { type: 'sticker', id: '5', url: 'u' },
    ],
    [
      'sticker told twice',
      attached(media('image', { sticker_id: 5 }), media('sticker', { sticker_id: 5 })),
      { type: 'sticker', id: '5', url: 'u' },
    ],
    [
      'reel',
      attached(media('reel', { reel_video_id: 8, title: 't' })),
      { type: 'video', id: '8', url: 'u', caption: 't' },
    ],
    ['post', attached(media('post', { title: 't' })), { type: 'file', url: 'u', caption: 't' }],
    [
      'location',
      attached({ type: 'location', title: 't', payload: { coordinates: { lat: 1, long: 2 } } }),
      { type: 'location', latitude: 1, longitude: 2, name: 't' },
    ],
    [
      'link',
      attached({ type: 'fallback', payload: { url: 'u', title: 't' } }),
      {
        type: 'text',
        text: 'u',
        format: 'plain',
        actions: [{ type: 'link', text: 't', url: 'u' }],
      },
    ],
    [
      'link in a text',
      { text: 'see u', ...attached({ type: 'fallback', url: 'u', payload: null }) },
      { type: 'text', text: 'see u', format: 'plain', actions: [{ type: 'link', url: 'u' }] },
    ],
    [
      'several files',
      attached(media('image'), media('video', { url: 'v' })),
      { type: 'image', url: 'u', attachments: [{ type: 'video', url: 'v' }] },
    ],
    [
      'a text with a file',
      { text: 'look', ...attached(media('image')) },
      { type: 'text', text: 'look', format: 'plain', attachments: [{ type: 'image', url: 'u' }] },
    ],
    [
      'product',
      template({ product: { elements: [{ id: 7, title: 't', subtitle: 's', image_url: 'i' }] } }),
      {
        type: 'structured',
        kind: 'product',
        items: [{ id: '7', title: 't', description: 's', media_url: 'i' }],
      },
    ],
    [
      'carousel',
      template({
        template_type: 'generic',
        elements: [{ title: 't', buttons: [{ type: 'postback', title: 'b', payload: 'p' }] }],
      }),
      {
        type: 'structured',
        kind: 'carousel',
        items: [{ title: 't', actions: [{ type: 'postback', text: 'b', payload: 'p' }] }],
      },
    ],
    [
      'buttons',
      template({
        template_type: 'button',
        text: 'how?',
        buttons: [
          { type: 'web_url', title: 'w', url: 'u' },
          { type: 'payment', title: 'b', payload: 'p' },
        ],
      }),
      {
        type: 'structured',
        kind: 'buttons',
        text: 'how?',
        actions: [
          { type: 'link', text: 'w', url: 'u' },
          { type: 'buy', text: 'b', payload: 'p' },
        ],
      },
    ],
    [
      'receipt',
      template({
        template_type: 'receipt',
        elements: [{ title: 't', quantity: 2, price: 9.5, currency: 'EUR' }],
      }),
      {
        type: 'structured',
        kind: 'order',
        items: [{ title: 't', quantity: 2, amount: 9.5, currency: 'EUR' }],
      },
    ],
    [
      'other template',
      template({ template_type: 'airline' }),
      { type: 'structured', kind: 'template' },
    ],
    [
      'appointment',
      attached({ type: 'appointment_booking', payload: { booking_id: 'b', status: 'requested' } }),
      {
        type: 'structured',
        kind: 'template',
        fields: [
          { name: 'booking_id', value: 'b' },
          { name: 'status', value: 'requested' },
        ],
      },
    ],
  ])('of a %s', (_, said, content) => {
    const [event] = eventsSaying(said);
    expect(event?.message?.content).toEqual(content);
    expect(event?.payload).toBeUndefined();
  });

  it.each([
    ['nothing', {}, 'message'],
    ['an unknown attachment', attached(media('hologram')), 'hologram'],
    ['a fallback without an address', attached({ type: 'fallback' }), 'fallback'],
    ['an image without an address', attached({ type: 'image' }), 'image'],
    ['an odd payload', attached({ type: 'image', payload: { url: 5 } }), 'image'],
  ])('of %s is unsupported, with the event as payload', (_, said, provider_type) => {
    const [event] = eventsSaying(said);
    expect(event).toMatchObject({
      message: { content: { type: 'unsupported', provider_type } },
      payload: { message: { mid: 'm1', ...said } },
    });
  });

  it('that is only part of the message comes with the event as payload', () => {
    const [event] = eventsSaying({ text: 'look', ...attached(media('hologram')) });
    expect(event).toMatchObject({
      message: { content: { type: 'text', text: 'look' } },
      payload: { message: { attachments: [{ type: 'hologram' }] } },
    });
  });

  it("names Meta's type where it is no plain file, and counts the files", () => {
    const typeOf = (said: object) => eventsSaying(said)[0]?.metadata?.attachment_type;
    expect(typeOf(attached(media('image'), media('reel')))).toBe('reel');
    expect(typeOf(attached(media('image')))).toBeUndefined();
    const [event] = eventsSaying(attached(media('image'), media('image', { url: 'v' })));
    expect(event?.message?.attachment_count).toBe(2);
  });
});
