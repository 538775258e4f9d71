import { describe, expect, it } from '@jest/globals';
import { draftsOf, exampleDrafts, logged, messageEvent } from './webhooks.ts';

function contentOf(content: unknown) {
  const [draft] = draftsOf(messageEvent({ content }));
  return draft && logged(draft).message?.content;
}

function exampleContent(name: string) {
  const [draft] = exampleDrafts(`conversation-message-${name}`);
  return draft && logged(draft).message?.content;
}

describe('the content of a message', () => {
  it.each([
    [{ text: 'a', markdownText: '*a*', htmlText: '<b>a</b>' }, 'a', 'plain'],
    [{ markdownText: '*a*', htmlText: '<b>a</b>' }, '*a*', 'markdown'],
    [{ htmlText: '<b>a</b>' }, '<b>a</b>', 'html'],
    [{ text: null, actions: [] }, '', 'plain'],
  ])('is a text: %j', (content, text, format) => {
    expect(contentOf({ type: 'text', ...content })).toEqual({ type: 'text', text, format });
  });

  it('is an image with its caption; its description is metadata', () => {
    const [draft] = exampleDrafts('conversation-message-image');
    expect(draft?.message?.content).toEqual({
      type: 'image',
      id: expect.any(String),
      url: 'https://media.velobaum.example/card.jpg',
      mime_type: 'image/jpeg',
      size_bytes: 183002,
      caption: 'The card they left',
    });
    expect(draft?.metadata).toHaveProperty('alt_text', 'A missed-delivery card');
    expect(draft && logged(draft).message?.attachment_count).toBe(1);
  });

  it('is a file, or what the media type says it is', () => {
    expect(exampleContent('file')).toMatchObject({ type: 'file', name: 'delivery-note.pdf' });
    expect(exampleContent('audio')).toMatchObject({ type: 'audio', mime_type: 'audio/ogg' });
    const video = { type: 'file', mediaUrl: 'https://m.example/v', mediaType: 'video/mp4' };
    expect(contentOf(video)).toMatchObject({ type: 'video' });
    expect(contentOf({ type: 'file', mediaSize: 0.5 })).toEqual({ type: 'file' });
  });

  it('is a location, and unsupported without coordinates', () => {
    expect(exampleContent('location')).toEqual({
      type: 'location',
      latitude: 38.7107,
      longitude: -9.1366,
      name: 'Praça do Comércio',
      address: '1100-148 Lisboa',
    });
    expect(contentOf({ type: 'location' })).toMatchObject({ type: 'unsupported' });
  });

  it('is a carousel or list of items with their own actions', () => {
    expect(exampleContent('carousel')).toMatchObject({
      kind: 'carousel',
      text: '1. Lisboa\n2. Porto',
      items: [
        {
          title: 'Lisboa',
          media_url: 'https://media.velobaum.example/lisboa.jpg',
          actions: [
            { type: 'postback', text: 'Choose', payload: 'SHOP_LIS' },
            { type: 'link', url: 'https://velobaum.example/shops/lisboa' },
          ],
        },
        { title: 'Porto' },
      ],
    });
    expect(exampleContent('list')).toMatchObject({
      kind: 'list',
      items: [{ title: '28 inch' }, { title: '27.5 inch' }],
      actions: [{ type: 'link', text: 'All tyres' }],
    });
  });

  it('is a form with the choices it offers', () => {
    expect(exampleContent('form')).toMatchObject({
      kind: 'form',
      fields: [
        { name: 'order_number', type: 'text', label: 'Order number' },
        { name: 'email', type: 'email' },
        { name: 'topic', options: [{ value: 'delivery', label: 'Delivery' }, { value: 'return' }] },
      ],
    });
  });

  it("is a form's response with the answers, in reply to the form", () => {
    const [form] = exampleDrafts('conversation-message-form');
    const [response] = exampleDrafts('conversation-message-form-response');
    expect(response?.message).toMatchObject({
      in_reply_to: form?.message?.id,
      content: {
        kind: 'form_response',
        text: expect.stringContaining('VB-10482'),
        fields: [
          { name: 'order_number', value: 'VB-10482' },
          { name: 'email', value: 'marta@example.com' },
          { name: 'topic', value: 'delivery' },
        ],
      },
    });
  });

  it('is a template with the values it was sent with', () => {
    const [draft] = exampleDrafts('conversation-message-template');
    expect(draft?.message?.content).toMatchObject({
      kind: 'template',
      fields: [
        { name: 'header.1', type: 'image', value: 'https://media.velobaum.example/28.jpg' },
        { name: 'body.1', value: 'Tomás' },
        { name: 'body.2', value: '79,00 €' },
        { name: 'body.3', value: '20 November' },
        { name: 'button.0.1', value: 'CONFIRM' },
      ],
    });
    expect(draft?.metadata).toMatchObject({
      template_name: 'tyres_reserved',
      template_language: 'pt_PT',
    });
  });

  it('reads the template components under either of their names', () => {
    const component = [{ type: 'body', parameters: [{ type: 'text', text: 'Ada' }] }];
    const fields = [{ name: 'body.1', type: 'text', value: 'Ada' }];
    const template = { name: 'hello', component };
    expect(contentOf({ type: 'template', template })).toMatchObject({ fields });
  });

  it('has actions of every type', () => {
    expect(exampleContent('actions')?.actions).toEqual([
      { type: 'reply', text: 'Talk to a person', payload: 'ROUTE_PERSON' },
      { type: 'postback', text: 'Deliver again', payload: 'REDELIVER' },
      { type: 'link', text: 'Track it', url: 'https://velobaum.example/track/VB-10482' },
      { type: 'webview', text: 'Opening hours', url: 'https://velobaum.example/hours' },
      {
        type: 'buy',
        text: 'Express delivery',
        url: 'https://velobaum.example/pay/express',
        amount: 990,
        currency: 'eur',
      },
      { type: 'location_request', text: 'Share my location' },
    ]);
  });

  it('takes an action that the vendor adds for a link or a postback', () => {
    const actions = [
      { type: 'call', text: 'Call', uri: 'tel:+15550100' },
      { type: 'poke', text: 'Poke', payload: 'P', uri: '' },
    ];
    expect(contentOf({ type: 'text', text: 'x', actions })?.actions).toEqual([
      { type: 'link', text: 'Call', url: 'tel:+15550100' },
      { type: 'postback', text: 'Poke', payload: 'P' },
    ]);
  });

  it('is unsupported where the vendor adds a type, with its fallback text kept', () => {
    const [draft] = exampleDrafts('conversation-message-unsupported');
    expect(draft?.message?.content).toEqual({ type: 'unsupported', provider_type: 'poll' });
    expect(draft?.metadata).toHaveProperty('fallback_text', 'Poll: Saturday or Sunday?');
    expect(contentOf(null)).toMatchObject({ type: 'unsupported' });
  });
});

describe('the channel of a message', () => {
  it.each([
    [{ type: 'twilio' }, 'sms'],
    [{ type: 'messagebird' }, 'sms'],
    [{ type: 'mailgun' }, 'email'],
    [{ type: 'slackconnect' }, 'slack'],
    [{ type: 'googlercs' }, 'rcs'],
    [{ type: 'apple' }, 'apple'],
    [{ type: 'api' }, 'api'],
    [{ type: 'api:conversations' }, 'api'],
    [{ type: 'sdk' }, 'web'],
    [{ type: 'sdk', device: { type: 'ios' } }, 'ios'],
    [{ type: 'whatsapp', device: { type: 'ios' } }, 'whatsapp'],
    [{ type: 'kakao' }, 'other'],
    [{ type: 'constructor' }, 'other'],
    [{}, 'other'],
    [null, 'other'],
  ])('of the source %j is %s', (source, type) => {
    expect(draftsOf(messageEvent({ source }))[0]?.channel.type).toBe(type);
  });
});
