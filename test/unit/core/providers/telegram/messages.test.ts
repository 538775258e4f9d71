import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { bot, draftsOf, eventsOf, group, mara, message, privately, saying } from './updates.ts';

describe('a message', () => {
  it('of a person is received, in the chat, at its date', () => {
    expect(eventsOf('message', message())).toEqual([
      expect.objectContaining({
        type: 'MessageReceived',
        occurred_at: '2025-11-23T12:13:20.000Z',
        origin: expect.objectContaining({ event_id: '900', conversation_id: '51' }),
        actor: expect.objectContaining({ role: 'customer', provider_id: '51', name: 'Mara' }),
        recipients: [expect.objectContaining({ role: 'system' })],
        message: {
          id: '51:7',
          content: { type: 'text', text: 'Hello', format: 'plain' },
          attachment_count: 0,
        },
      }),
    ]);
  });

  it.each([
    ['another bot', message({ from: bot, chat: group }), 'bot'],
    [
      'an anonymous administrator',
      message({ from: bot, chat: group, sender_chat: group }),
      'agent',
    ],
    [
      'the linked channel',
      message({ chat: group, sender_chat: { id: -5 }, is_automatic_forward: true }),
      'agent',
    ],
  ])('of %s is sent', (_, sent, role) => {
    const [event] = eventsOf('message', sent);
    expect(event).toMatchObject({ type: 'MessageSent', actor: { role }, recipients: [] });
  });

  it('of a person who writes as their channel is received', () => {
    const [event] = eventsOf('message', message({ chat: group, sender_chat: { id: -5 } }));
    expect(event).toMatchObject({ type: 'MessageReceived', actor: { provider_id: '-5' } });
  });

  it('keeps the order of its chat within a second', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 2 ** 20 - 1 }), { minLength: 2 }), (ids) => {
        const sorted = ids.toSorted((a, b) => a - b);
        const events = sorted.flatMap((message_id) => eventsOf('message', message({ message_id })));
        expect(events.map(({ id }) => id)).toEqual(events.map(({ id }) => id).sort());
      }),
      { numRuns: 30 },
    );
  });

  it('stands before its edit, even in the same second', () => {
    const [sent] = eventsOf('message', message());
    const [edit] = eventsOf('edited_message', message({ edit_date: 1763900000 }));
    expect((sent?.id ?? '') < (edit?.id ?? '')).toBe(true);
  });

  it('opened by a deep link is a referral and a message', () => {
    const events = eventsOf('message', message({ text: '/start flyer' }));
    expect(events.map(({ type }) => type)).toEqual(['ReferralReceived', 'MessageReceived']);
    expect(events[0]?.referral).toEqual({ source: 'deep_link', ref: 'flyer' });
    expect(eventsOf('message', message({ text: '/start' }))).toHaveLength(1);
  });

  it('says what it quotes, but not the message that opened its topic', () => {
    const reply = { message_id: 3, chat: privately, date: 1 };
    const [quoting] = eventsOf('message', message({ reply_to_message: reply }));
    expect(quoting?.message?.quoted_message_id).toBe('51:3');
    const opening = { ...reply, forum_topic_created: { name: 'Bench' } };
    const [inTopic] = eventsOf('message', message({ reply_to_message: opening }));
    expect(inTopic?.message?.quoted_message_id).toBeUndefined();
  });
});

describe('content', () => {
  const file = { file_id: 'F', mime_type: 'a/b', file_name: 'n', file_size: 9 };
  const media = { id: 'F', mime_type: 'a/b', name: 'n', size_bytes: 9 };
  it.each([
    [
      { document: file, caption: 'c' },
      { type: 'file', ...media, caption: 'c' },
    ],
    [{ audio: file }, { type: 'audio', ...media }],
    [{ voice: file }, { type: 'audio', ...media }],
    [{ video: file }, { type: 'video', ...media }],
    [{ video_note: file }, { type: 'video', ...media }],
    [
      { animation: file, document: file },
      { type: 'video', ...media },
    ],
    [{ sticker: { ...file, emoji: '🙈' } }, { type: 'sticker', ...media, caption: '🙈' }],
    [
      {
        photo: [
          { file_id: 'big', width: 90, height: 90 },
          { file_id: 'small', width: 9, height: 9 },
        ],
      },
      { type: 'image', id: 'big' },
    ],
    [
      { venue: { location: { latitude: 1, longitude: 2 }, title: 't', address: 'a' } },
      { type: 'location', latitude: 1, longitude: 2, name: 't', address: 'a' },
    ],
    [{ location: { latitude: 1, longitude: 2 } }, { type: 'location', latitude: 1, longitude: 2 }],
    [
      { contact: { phone_number: '1', first_name: 'A', last_name: 'B' } },
      { type: 'contacts', contacts: [{ name: 'A B', phones: ['1'] }] },
    ],
    [{ dice: { emoji: '🎲', value: 4 } }, { type: 'text', text: '🎲 4', format: 'plain' }],
    [
      { poll: { id: 'p', question: 'q', options: [{ text: 'o' }] } },
      { type: 'structured', kind: 'list', text: 'q', items: [{ title: 'o' }] },
    ],
    [
      { checklist: { title: 't', tasks: [{ id: 1, text: 'o' }] } },
      { type: 'structured', kind: 'list', text: 't', items: [{ id: '1', title: 'o' }] },
    ],
    [
      { invoice: { title: 't', currency: 'EUR', total_amount: 5 } },
      { type: 'structured', kind: 'product', items: [{ title: 't', currency: 'EUR', amount: 5 }] },
    ],
    [
      { successful_payment: { currency: 'EUR', total_amount: 5, invoice_payload: 'i' } },
      { type: 'structured', kind: 'order', items: [{ id: 'i', currency: 'EUR', amount: 5 }] },
    ],
    [
      { web_app_data: { data: 'd', button_text: 'b' } },
      {
        type: 'structured',
        kind: 'form_response',
        text: 'b',
        fields: [{ name: 'data', value: 'd' }],
      },
    ],
  ])('of %j', (said, content) => {
    const [event] = eventsOf('message', saying(said));
    expect(event?.message?.content).toEqual(content);
  });

  it('of a place has degrees as numbers, and none that were not given', () => {
    const [event] = eventsOf('message', saying({ location: { latitude: '-9.5', longitude: 2 } }));
    expect(event?.message?.content).toEqual({ type: 'location', latitude: -9.5, longitude: 2 });
    for (const latitude of [null, '', true]) {
      const unreadable = expect.objectContaining({ code: 'unreadable_event' });
      const place = saying({ location: { latitude, longitude: 2 } });
      expect(() => draftsOf('message', place)).toThrow(unreadable);
    }
  });

  it('of a kind that the log has none for comes with the whole update', () => {
    const [event] = eventsOf('message', saying({ story: { id: 3 } }));
    expect(event).toMatchObject({
      message: { content: { type: 'unsupported', provider_type: 'story' } },
      payload: { update_id: 900, message: { story: { id: 3 } } },
    });
  });

  it('that nobody knows makes a ProviderEvent of the message, in its chat', () => {
    const [event] = eventsOf('message', saying({ hologram: {} }));
    const [text] = eventsOf('message', message());
    expect(event).toMatchObject({
      type: 'ProviderEvent',
      conversation_id: text?.conversation_id,
      payload: { message: { hologram: {} } },
    });
  });

  it("names a bot's buttons", () => {
    const inline_keyboard = [
      [
        { text: 'P', callback_data: 'p' },
        { text: 'U', url: 'https://a.example' },
      ],
      [{ text: 'W', web_app: { url: 'https://w.example' } }, { text: 'B', pay: true }, {}],
    ];
    const [event] = eventsOf('message', message({ from: bot, reply_markup: { inline_keyboard } }));
    expect(event?.message?.content?.actions).toEqual([
      { type: 'postback', text: 'P', payload: 'p' },
      { type: 'link', text: 'U', url: 'https://a.example' },
      { type: 'webview', text: 'W', url: 'https://w.example' },
      { type: 'buy', text: 'B' },
    ]);
  });
});

describe('threads and keys', () => {
  const [plain] = draftsOf('message', message());

  it('are of the chat, the topic, or the business connection', () => {
    const thread = (more: object) => draftsOf('message', message(more))[0]?.thread;
    expect(plain?.thread).toEqual({ key: '51' });
    expect(thread({ chat: group, message_thread_id: 5 })).toEqual({ key: '-1009' });
    expect(thread({ chat: group, message_thread_id: 5, is_topic_message: true })).toEqual({
      key: '-1009:5',
    });
    expect(thread({ chat: group, direct_messages_topic: { topic_id: 6 } })).toEqual({
      key: '-1009:6',
    });
    const [business] = draftsOf('business_message', message({ business_connection_id: 'bc' }));
    expect([business?.thread?.key, business?.fact.key]).toEqual(['bc:51', 'message:bc:51:7']);
  });

  it('are the own of a bot that the options name, where chats are', () => {
    const [own] = draftsOf('message', message(), { bot_id: '70' });
    expect([own?.thread, own?.fact.key]).toEqual([{ key: '51', account: '70' }, 'message:70:51:7']);
    const shared = [{}, { bot_id: '70' }].map((options) => {
      const [draft] = draftsOf('message', message({ chat: group }), options);
      return [draft?.thread, draft?.fact.key];
    });
    expect(shared[0]).toEqual(shared[1]);
    expect(() => draftsOf('message', message(), { bot_id: 70 })).toThrow(
      expect.objectContaining({ code: 'unreadable_event' }),
    );
  });

  it('of an edit name the message and the date of the edit', () => {
    const [edit] = draftsOf('edited_message', message({ edit_date: 1763900060 }));
    expect(edit?.fact.key).toBe('edit:51:7:1763900060');
    expect(edit).toMatchObject({ type: 'MessageEdited', occurredAt: 1763900060000 });
    expect(edit?.message?.content).toMatchObject({ text: 'Hello' });
  });
});

describe('a business account', () => {
  const business = (more: object) =>
    eventsOf('business_message', message({ business_connection_id: 'bc', ...more }))[0];

  it('receives from the customer, whose id the chat has', () => {
    expect(business({})).toMatchObject({ type: 'MessageReceived', actor: { role: 'customer' } });
  });

  it('sends by its owner, or through the bot', () => {
    const owner = { id: 53, first_name: 'Ines' };
    const customer = [expect.objectContaining({ role: 'customer', provider_id: '51' })];
    expect(business({ from: owner })).toMatchObject({
      type: 'MessageSent',
      actor: { role: 'agent', name: 'Ines' },
      recipients: customer,
    });
    expect(business({ from: owner, sender_business_bot: bot })).toMatchObject({
      type: 'MessageSent',
      actor: { role: 'bot', provider_id: '70' },
    });
  });

  it('deletes messages at a time that Telegram does not say', () => {
    const value = { business_connection_id: 'bc', chat: privately, message_ids: [7, 8] };
    const drafts = draftsOf('deleted_business_messages', value);
    expect(drafts.map(({ type, occurredAt, message: deleted }) => [type, occurredAt, deleted?.id]))
      // The ids are those of the messages.
      .toEqual([
        ['MessageDeleted', null, 'bc:51:7'],
        ['MessageDeleted', null, 'bc:51:8'],
      ]);
  });
});

describe('a channel', () => {
  it('sends its posts, and edits them', () => {
    const channel = { id: -1005, type: 'channel', title: 'News' };
    const post = {
      message_id: 2,
      chat: channel,
      sender_chat: channel,
      date: 1763900000,
      text: 'x',
    };
    expect(eventsOf('channel_post', post)[0]).toMatchObject({
      type: 'MessageSent',
      actor: { role: 'agent', name: 'News' },
      recipients: [],
    });
    expect(eventsOf('edited_channel_post', { ...post, edit_date: 1763900001 })[0]?.type).toBe(
      'MessageEdited',
    );
  });
});

describe('metadata', () => {
  it('holds what has no field', () => {
    const [event] = eventsOf(
      'message',
      saying({
        voice: { file_id: 'F', file_unique_id: 'U', duration: 3 },
        forward_origin: { type: 'user', sender_user: mara },
      }),
    );
    expect(event?.metadata).toEqual({
      username: 'maralq',
      forwarded_from: 'user',
      file_unique_id: 'U',
      duration: '3',
      voice: 'true',
    });
  });
});
