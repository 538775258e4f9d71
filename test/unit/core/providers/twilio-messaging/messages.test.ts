import { describe, expect, it } from '@jest/globals';
import { completed, draftsOf, received } from './webhooks.ts';

const contentOf = (change: Parameters<typeof received>[0]) =>
  completed(received(change))[0]?.message?.content;

describe('a message', () => {
  it('is received by the number, at a time that Twilio does not say', () => {
    const drafts = received();
    expect(drafts).toEqual([
      expect.objectContaining({
        fact: { key: 'message:SM1', part: 'message', rank: 'received' },
        type: 'MessageReceived',
        occurredAt: null,
        thread: { key: '+15005550142,+15005550197', account: 'AC1' },
        actor: expect.objectContaining({ role: 'customer', channel_id: '+15005550197' }),
        recipients: [{ role: 'system', key: 'AC1:+15005550142', channel_id: '+15005550142' }],
        message: expect.objectContaining({ id: 'SM1' }),
      }),
    ]);
    expect(completed(drafts)[0]?.message?.content).toEqual({
      type: 'text',
      text: 'Hello',
      format: 'plain',
    });
  });

  it('is the same fact in whatever parameter its id stands', () => {
    const keys = ['SmsMessageSid', 'SmsSid'].map((name) => {
      return received({ MessageSid: undefined, SmsSid: undefined, [name]: 'SM1' })[0]?.fact.key;
    });
    expect(keys).toEqual(['message:SM1', 'message:SM1']);
  });

  it.each([
    ['+15005550197', '+15005550142', {}, 'sms', { business_address_type: 'phone_number' }],
    ['+15005550197', '55123', {}, 'sms', { business_address_type: 'short_code' }],
    ['+15005550197', '+15005550142', { NumMedia: '1' }, 'mms', {}],
    ['+15005550197', '+15005550142', { MessageSid: 'MM1' }, 'mms', {}],
    [
      'whatsapp:+4915',
      'whatsapp:+15',
      { MessageSid: 'MM1' },
      'whatsapp',
      { business_address: '+15' },
    ],
    ['rcs:+15005550197', 'rcs:brand', {}, 'rcs', { business_address: 'brand' }],
    ['messenger:731', 'messenger:104', {}, 'messenger', { business_address: '104' }],
    ['carrier-pigeon:1', 'carrier-pigeon:2', {}, 'other', { business_address: '2' }],
    [
      '+15005550197',
      '55123',
      { MessagingServiceSid: 'MG1' },
      'sms',
      { messaging_service_sid: 'MG1' },
    ],
  ])('from %s to %s %j is on %s', (From, To, more, type, metadata) => {
    const [draft] = received({ From, To, ...more });
    expect(draft?.channel).toEqual({ type, metadata: expect.objectContaining(metadata) });
    expect(draft?.thread?.key).toBe(`${To},${From}`);
  });

  it('names the customer as their channel does', () => {
    const [draft] = received({
      From: 'whatsapp:+4915',
      To: 'whatsapp:+15',
      ProfileName: 'Noor',
      ExternalUserId: 'whatsapp:DE.9',
    });
    expect(draft?.actor).toEqual({
      role: 'customer',
      key: 'whatsapp:+4915',
      channel_id: '+4915',
      provider_id: 'whatsapp:DE.9',
      name: 'Noor',
    });
  });

  it('keeps short codes of two accounts apart', () => {
    const [one, two] = ['AC1', 'AC2'].map((AccountSid) => {
      return completed(received({ To: '55123', AccountSid }))[0];
    });
    expect(one?.conversation_id).not.toBe(two?.conversation_id);
    expect(one?.recipients?.[0]?.id).not.toBe(two?.recipients?.[0]?.id);
    expect(one?.actor.id).toBe(two?.actor.id);
  });

  it('quotes the message that it answers', () => {
    const [draft] = received({ OriginalRepliedMessageSid: 'SM0' });
    expect(draft?.message?.quoted_message_id).toBe('SM0');
  });

  it('keeps as metadata what has no field, and no empty parameter', () => {
    const [draft] = received({ FromCity: 'SPOKANE', FromZip: '', Forwarded: 'true' });
    expect(draft?.metadata).toEqual({ num_segments: '1', from_city: 'SPOKANE', forwarded: 'true' });
  });

  it('with a parameter twice is not guessed at', () => {
    expect(() => received({ Body: ['Hello', 'Goodbye'] })).toThrow(
      expect.objectContaining({ code: 'unreadable_event' }),
    );
  });
});

describe('content', () => {
  const url = 'https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1';
  const media = (mime: string, more: object = {}) => ({
    NumMedia: '1',
    MediaUrl0: url,
    MediaContentType0: mime,
    Body: '',
    ...more,
  });
  const file = (mime_type: string) => ({ id: 'ME1', url, mime_type });

  it.each([
    [
      media('image/jpeg', { Body: 'Look' }),
      { type: 'image', ...file('image/jpeg'), caption: 'Look' },
    ],
    [media('audio/ogg'), { type: 'audio', ...file('audio/ogg') }],
    [media('video/mp4'), { type: 'video', ...file('video/mp4') }],
    [media('application/pdf'), { type: 'file', ...file('application/pdf') }],
    [media('image/webp', { MessageType: 'sticker' }), { type: 'sticker', ...file('image/webp') }],
    [
      media('text/x-vcard'),
      { type: 'contacts', contacts: [], attachments: [{ type: 'file', ...file('text/x-vcard') }] },
    ],
    [
      media('text/vcard', { Body: 'My card' }),
      {
        type: 'text',
        text: 'My card',
        format: 'plain',
        attachments: [{ type: 'file', ...file('text/vcard') }],
      },
    ],
    [
      { Latitude: '53.55', Longitude: '-9.99', Label: 'Here', Address: 'A street' },
      { type: 'location', latitude: 53.55, longitude: -9.99, name: 'Here', address: 'A street' },
    ],
    [{ Body: '' }, { type: 'text', text: '', format: 'plain' }],
    [
      { Body: '', MessageType: 'order' },
      { type: 'unsupported', provider_type: 'order' },
    ],
    [
      { Body: '', NumMedia: '1' },
      { type: 'unsupported', provider_type: 'media' },
    ],
    [
      { InteractiveData: '{"flowResponse":{"colour":"blue","extras":["lid"]}}', Body: 'Sent' },
      {
        type: 'structured',
        kind: 'form_response',
        text: 'Sent',
        fields: [
          { name: 'colour', value: 'blue' },
          { name: 'extras', value: '["lid"]' },
        ],
      },
    ],
    [
      { FlowData: 'not json', Body: '' },
      {
        type: 'structured',
        kind: 'form_response',
        fields: [{ name: 'FlowData', value: 'not json' }],
      },
    ],
  ])('of %j', (change, content) => {
    expect(contentOf(change)).toEqual(content);
  });

  it('of several files is the first, with the others attached', () => {
    const [event] = completed(
      received({
        ...media('image/png'),
        NumMedia: '2',
        MediaUrl1: `${url}2`,
        MediaContentType1: 'video/mp4',
      }),
    );
    expect(event?.message).toMatchObject({
      content: { type: 'image', attachments: [{ type: 'video', id: 'ME12' }] },
      attachment_count: 2,
    });
  });

  it('of a place keeps the text beside it', () => {
    const [draft] = received({ Latitude: '1', Longitude: '2', Body: 'Meet me' });
    expect(draft?.metadata).toMatchObject({ body: 'Meet me' });
  });

  it('that cannot be said comes with all parameters', () => {
    const [draft] = received({ Body: '', MessageType: 'order', OrderTotal: '12' });
    expect(draft?.payload).toMatchObject({ MessageType: 'order', OrderTotal: '12' });
  });
});

describe('a message that tells more', () => {
  it.each([
    [
      { ButtonText: 'Yes', ButtonPayload: 'y1' },
      { payload: 'y1', title: 'Yes' },
    ],
    [
      { ButtonText: 'Yes', ButtonPayload: '' },
      { payload: 'Yes', title: 'Yes' },
    ],
    [
      { ListId: 'l1', ListTitle: 'Pick-up' },
      { payload: 'l1', title: 'Pick-up' },
    ],
  ])('of a pressed button %j is a message and a postback', (change, postback) => {
    const drafts = received({ ...change, Body: '', OriginalRepliedMessageSid: 'SM0' });
    expect(drafts.map(({ type }) => type)).toEqual(['MessageReceived', 'PostbackReceived']);
    expect(drafts[0]?.message).toMatchObject({
      content: { type: 'text', text: postback.title },
      in_reply_to: 'SM0',
      quoted_message_id: undefined,
    });
    expect(drafts[1]).toMatchObject({
      fact: { key: 'message:SM1', part: 'postback', rank: 'pressed' },
      postback,
      message: { id: 'SM1', in_reply_to: 'SM0' },
    });
  });

  it('of an ad is a referral before the message', () => {
    const drafts = received({
      ReferralSourceType: 'ad',
      ReferralSourceId: '12',
      ReferralSourceUrl: 'https://fb.example/2',
      ReferralHeadline: 'Blue',
    });
    expect(drafts.map(({ type }) => type)).toEqual(['ReferralReceived', 'MessageReceived']);
    expect(drafts[0]).toMatchObject({
      referral: { source: 'ad', ref: 'https://fb.example/2', ad_id: '12' },
      metadata: { referral_headline: 'Blue' },
    });
  });

  it.each([
    ['STOP', ['MessageReceived', 'CustomerUpdated']],
    ['START', ['MessageReceived', 'CustomerUpdated']],
    ['HELP', ['MessageReceived']],
  ])('taken by Twilio as %s becomes %j', (OptOutType, types) => {
    const drafts = received({ OptOutType });
    expect(drafts.map(({ type }) => type)).toEqual(types);
    for (const { metadata } of drafts) expect(metadata).toMatchObject({ opt_out_type: OptOutType });
  });

  it('gives each of its events an id of its own', () => {
    const events = completed(received({ ButtonText: 'Stop', OptOutType: 'STOP' }));
    expect(new Set(events.map(({ id }) => id)).size).toBe(3);
  });
});

describe('RCS', () => {
  const rcs = (context: object) =>
    received({
      From: 'rcs:+15005550197',
      To: 'rcs:brand',
      ChannelMetadata: JSON.stringify({ type: 'rcs', data: { context } }),
    });

  it('says when a message was sent', () => {
    const channelPayload = { messageId: 'Mx1', sendTime: '2026-01-14T23:45:20.041253Z' };
    const [draft] = rcs({ agentId: 'brand@rbm.goog', channelPayload });
    expect(draft).toMatchObject({
      occurredAt: Date.UTC(2026, 0, 14, 23, 45, 20, 41),
      channel: { metadata: { rcs_agent_id: 'brand@rbm.goog' } },
      metadata: { rcs_message_id: 'Mx1' },
    });
  });

  it.each([{}, { channelPayload: 7 }, { channelPayload: { sendTime: 'yesterday' } }])(
    'with %j is a message all the same',
    (context) => {
      expect(rcs(context)[0]).toMatchObject({ type: 'MessageReceived', occurredAt: null });
    },
  );

  it('does not read the metadata of other channels', () => {
    expect(received({ ChannelMetadata: '{"broken' })[0]?.type).toBe('MessageReceived');
  });
});

describe('a webhook about something else', () => {
  const click = { event_type: 'click', sms_sid: 'SM1', AccountSid: 'AC1' };

  it('is kept whole, outside of conversations', () => {
    expect(draftsOf(click)).toEqual([
      expect.objectContaining({ type: 'ProviderEvent', thread: null, payload: click }),
    ]);
  });

  it('is named by the token that Twilio repeats, else by its content', () => {
    const token = { 'i-twilio-idempotency-token': 'tok-1' };
    expect(draftsOf(click, token)[0]?.fact.key).toBe('event:tok-1');
    const [one, same, other] = [click, click, { ...click, sms_sid: 'SM2' }].map((each) => {
      return draftsOf(each)[0]?.fact.key;
    });
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });
});
