import { describe, expect, it } from '@jest/globals';
import { conversation, draftsOf, eventsOf, leo, message, noor } from './webhooks.ts';

describe('a message', () => {
  it('of a contact is received, in its conversation, at its time', () => {
    expect(eventsOf(message())).toEqual([
      expect.objectContaining({
        type: 'MessageReceived',
        occurred_at: '2025-11-23T12:13:20.000Z',
        origin: expect.objectContaining({
          account_id: '6',
          event_type: 'message_created',
          conversation_id: '412',
        }),
        channel: {
          type: 'web',
          metadata: {
            account_id: '6',
            account_name: 'Lakeside',
            inbox_id: '21',
            inbox_name: 'Website',
            channel_type: 'Channel::WebWidget',
            contact_source_id: 'src-1',
          },
        },
        actor: {
          id: expect.any(String),
          role: 'customer',
          provider_id: '310',
          channel_id: 'src-1',
          external_id: 'shop-1',
          name: 'Noor',
        },
        recipients: [expect.objectContaining({ role: 'system', provider_id: '21' })],
        message: {
          id: '5001',
          content: { type: 'text', text: 'Hello', format: 'plain' },
          attachment_count: 0,
        },
      }),
    ]);
  });

  it.each([
    ['outgoing', leo, 'agent', '9'],
    ['outgoing', { id: 3, name: 'Spoke', type: 'agent_bot' }, 'bot', '3'],
    ['outgoing', { id: 2, name: 'Captain', type: 'captain_assistant' }, 'bot', '2'],
    ['outgoing', null, 'system', '21'],
    ['template', null, 'system', '21'],
    [1, leo, 'agent', '9'],
    [3, null, 'system', '21'],
  ])('%s of %j is sent to the contact', (message_type, sender, role, provider_id) => {
    const [event] = eventsOf(message({ message_type, sender }));
    expect(event).toMatchObject({
      type: 'MessageSent',
      actor: { role, provider_id },
      recipients: [{ role: 'customer', provider_id: '310', external_id: 'shop-1' }],
      message: { content: { format: 'markdown' } },
    });
  });

  it.each([
    [{ private: true, message_type: 'outgoing', sender: leo }, 'agent'],
    [{ message_type: 'activity', sender: null }, 'system'],
  ])('that the contact does not see is a note: %j', (more, role) => {
    const [event] = eventsOf(message(more));
    expect(event).toMatchObject({
      type: 'NoteAdded',
      actor: { role },
      note: { text: 'Hello', format: 'markdown' },
      message: { id: '5001' },
    });
    expect(event?.recipients).toBeUndefined();
  });

  it('of a kind that is not known is kept whole, as a fact of the message', () => {
    const [draft] = draftsOf(message({ message_type: 'whisper' }));
    expect(draft).toMatchObject({
      type: 'ProviderEvent',
      fact: { key: 'message:5001' },
      occurredAt: 1763900000000,
      payload: { message_type: 'whisper' },
    });
  });

  it('keeps its order within the second, by its id', () => {
    const ids = [5003, 5001, 5002].flatMap((id) => eventsOf(message({ id })).map((one) => one.id));
    expect([ids[1], ids[2], ids[0]]).toEqual(ids.toSorted());
  });

  it('is dated in all the ways in which Chatwoot did', () => {
    const at = (created_at: unknown) => eventsOf(message({ created_at }))[0]?.occurred_at;
    expect(at('2020-03-03 13:05:57 UTC')).toBe('2020-03-03T13:05:57.000Z');
    expect(at(1763900000)).toBe('2025-11-23T12:13:20.000Z');
    expect(() => at('yesterday')).toThrow(expect.objectContaining({ code: 'invalid_time' }));
  });

  it('says what it answers', () => {
    const [event] = eventsOf(message({ content_attributes: { in_reply_to: 4990 } }));
    expect(event?.message?.quoted_message_id).toBe('4990');
  });

  it('names its contact as well as it can', () => {
    const of = (more: object, meta: object | null, contact_inbox?: object) =>
      draftsOf(message({ ...more, conversation: conversation({ meta, contact_inbox }) }))[0]?.actor;
    expect(of({ sender: null, contact: noor }, null)?.key).toBe('contact:310');
    expect(of({ sender: null }, null, { contact_id: 310 })?.key).toBe('contact:310');
    expect(of({ sender: null }, null)).toMatchObject({
      role: 'customer',
      key: 'contact_of:21:412',
    });
  });
});

describe('the conversation', () => {
  const threadOf = (more: object, options?: object) =>
    draftsOf(message({ conversation: conversation(more) }), options)[0]?.thread;

  it('is its number within its inbox, which belongs to one account', () => {
    expect(threadOf({})).toEqual({ key: '412', account: '21' });
    expect(threadOf({ inbox_id: 22 })).toEqual({ key: '412', account: '22' });
    expect(threadOf({ inbox_id: undefined })).toEqual({ key: '412', account: '21' });
    const bare = message({ inbox: null, conversation: { id: 412 } });
    expect(draftsOf(bare)[0]?.thread).toEqual({ key: '412', account: 'account:6' });
  });

  it('is of one Chatwoot among several where the source says which', () => {
    expect(threadOf({}, { installation: 'eu' })).toEqual({ key: '412', account: 'eu:21' });
    const [draft] = draftsOf(message(), { installation: 'eu' });
    expect(draft).toMatchObject({
      fact: { key: 'eu:message:5001' },
      actor: { key: 'eu:contact:310' },
      channel: { metadata: { installation: 'eu' } },
    });
  });

  it.each([
    [{ channel: 'Channel::Whatsapp' }, 'whatsapp'],
    [{ channel: 'Channel::FacebookPage' }, 'messenger'],
    [
      {
        channel: 'Channel::FacebookPage',
        additional_attributes: { type: 'instagram_direct_message' },
      },
      'instagram',
    ],
    [{ channel: 'Channel::TwilioSms', contact_inbox: { source_id: '+4915' } }, 'sms'],
    [{ channel: 'Channel::TwilioSms', contact_inbox: { source_id: 'whatsapp:+4915' } }, 'whatsapp'],
    [{ channel: 'Channel::Email' }, 'email'],
    [{ channel: 'Channel::Telegram' }, 'telegram'],
    [{ channel: 'Channel::Line' }, 'line'],
    [{ channel: 'Channel::Api' }, 'api'],
    [{ channel: 'Channel::TwitterProfile' }, 'other'],
    [{ channel: 'constructor' }, 'other'],
  ])('%j is on the channel %s', (more, type) => {
    const [draft] = draftsOf(message({ conversation: conversation(more) }));
    expect(draft?.channel.type).toBe(type);
  });
});

describe('content', () => {
  const file = (file_type: string, more: object = {}) => ({
    id: 77,
    file_type,
    data_url: 'https://c.example/f',
    file_size: 9,
    ...more,
  });
  const media = { id: '77', url: 'https://c.example/f', size_bytes: 9 };
  it.each([
    [
      { content: null, attachments: [file('image')] },
      { type: 'image', ...media },
    ],
    [{ attachments: [file('audio')] }, { type: 'audio', ...media, caption: 'Hello' }],
    [
      { content: null, attachments: [file('ig_reel'), file('share')] },
      { type: 'video', ...media, attachments: [{ type: 'file', ...media }] },
    ],
    [
      { attachments: [file('video'), file('file')] },
      {
        type: 'text',
        text: 'Hello',
        format: 'plain',
        attachments: [
          { type: 'video', ...media },
          { type: 'file', ...media },
        ],
      },
    ],
    [
      {
        content: null,
        attachments: [{ file_type: 'location', coordinates_lat: 1, coordinates_long: 2 }],
      },
      { type: 'location', latitude: 1, longitude: 2 },
    ],
    [
      {
        content: null,
        attachments: [
          {
            file_type: 'contact',
            fallback_title: '+49',
            meta: { first_name: 'A', last_name: 'B' },
          },
        ],
      },
      { type: 'contacts', contacts: [{ name: 'A B', phones: ['+49'] }] },
    ],
    [
      {
        content_type: 'incoming_email',
        content_attributes: { email: { subject: 's' } },
        attachments: [file('image')],
      },
      { type: 'text', text: 'Hello', format: 'plain', attachments: [{ type: 'image', ...media }] },
    ],
    [
      {
        content: null,
        content_type: 'incoming_email',
        content_attributes: { email: { html_content: { full: '<p>Hi</p>' } } },
      },
      { type: 'text', text: '<p>Hi</p>', format: 'html' },
    ],
    [
      {
        content_type: 'input_select',
        content_attributes: { items: [{ title: 'City', value: 'city' }] },
      },
      {
        type: 'structured',
        kind: 'quick_replies',
        text: 'Hello',
        actions: [{ type: 'reply', text: 'City', payload: 'city' }],
      },
    ],
    [
      {
        content_type: 'cards',
        content_attributes: {
          items: [
            {
              title: 't',
              description: 'd',
              media_url: 'https://c.example/m',
              actions: [
                { type: 'link', text: 'l', uri: 'https://c.example/u' },
                { type: 'postback', text: 'p', payload: 'x' },
              ],
            },
          ],
        },
      },
      {
        type: 'structured',
        kind: 'carousel',
        text: 'Hello',
        items: [
          {
            title: 't',
            description: 'd',
            media_url: 'https://c.example/m',
            actions: [
              { type: 'link', text: 'l', url: 'https://c.example/u' },
              { type: 'postback', text: 'p', payload: 'x' },
            ],
          },
        ],
      },
    ],
    [
      {
        content_type: 'form',
        content_attributes: {
          items: [
            { name: 'k', label: 'Kind', type: 'select', options: [{ label: 'A', value: 'a' }] },
          ],
        },
      },
      {
        type: 'structured',
        kind: 'form',
        text: 'Hello',
        fields: [
          { name: 'k', label: 'Kind', type: 'select', options: [{ label: 'A', value: 'a' }] },
        ],
      },
    ],
    [
      {
        content_type: 'article',
        content_attributes: { items: [{ title: 't', link: 'https://h.example' }] },
      },
      {
        type: 'structured',
        kind: 'list',
        text: 'Hello',
        items: [{ title: 't', actions: [{ type: 'link', url: 'https://h.example' }] }],
      },
    ],
    [
      { content_type: 'input_email' },
      {
        type: 'structured',
        kind: 'form',
        text: 'Hello',
        fields: [{ name: 'email', type: 'email' }],
      },
    ],
    [
      { content_type: 'input_csat' },
      {
        type: 'structured',
        kind: 'form',
        text: 'Hello',
        fields: [{ name: 'rating', type: 'csat' }],
      },
    ],
  ])('of %j', (said, content) => {
    const [event] = eventsOf(message(said));
    expect(event?.message?.content).toEqual(content);
    expect(event?.payload).toBeUndefined();
  });

  it.each([
    [{ content: null }, 'text'],
    [{ content_type: 'hologram' }, 'hologram'],
    [{ content_attributes: { is_unsupported: true } }, 'text'],
  ])('that the log has none for comes with the whole webhook: %j', (said, provider_type) => {
    const [event] = eventsOf(message(said));
    expect(event?.message?.content).toEqual({ type: 'unsupported', provider_type });
    expect(event?.payload).toMatchObject({ event: 'message_created', ...said });
  });

  it('tells the ids and names that the log has no field for', () => {
    const [event] = eventsOf(
      message({
        message_type: 'template',
        source_id: 'wamid.1',
        content_attributes: { automation_rule_id: 14 },
        additional_attributes: { template_params: { name: 'ready', language: 'en' } },
      }),
    );
    expect(event?.metadata).toEqual({
      message_type: 'template',
      channel_message_id: 'wamid.1',
      automation_rule_id: '14',
      template_name: 'ready',
      template_language: 'en',
    });
  });
});
