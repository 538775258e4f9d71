import { describe, expect, it } from '@jest/globals';
import { conversation, eventsOf, fin, part } from './notifications.ts';

const message = (more: object) =>
  eventsOf('conversation.user.replied', conversation([part(more)]))[0]?.message;

const file = (content_type: string, name = 'f') => ({
  type: 'upload',
  name,
  url: `https://files.example/${name}`,
  content_type,
  filesize: 9,
});

describe('content', () => {
  it('of a body is HTML, with its files beside it', () => {
    const attachments = [file('image/png'), file('text/csv', 'g')];
    expect(message({ attachments })).toEqual({
      id: '500',
      content: {
        type: 'text',
        text: '<p>Hello</p>',
        format: 'html',
        attachments: [
          {
            type: 'image',
            url: 'https://files.example/f',
            name: 'f',
            mime_type: 'image/png',
            size_bytes: 9,
          },
          expect.objectContaining({ type: 'file', name: 'g' }),
        ],
      },
      attachment_count: 2,
    });
  });

  it.each([
    ['image/png', 'image'],
    ['audio/mpeg', 'audio'],
    ['video/mp4', 'video'],
    ['application/pdf', 'file'],
    ['', 'file'],
  ])('of a %s alone is %s', (mime, type) => {
    const said = message({ body: null, attachments: [file(mime), file('text/plain', 'g')] });
    expect(said?.content).toMatchObject({ type, name: 'f', attachments: [{ name: 'g' }] });
    expect(said?.attachment_count).toBe(2);
  });

  it('keeps a file of which little is known', () => {
    const said = message({ body: null, attachments: [{ url: 'https://f.example', filesize: -1 }] });
    expect(said?.content).toEqual({ type: 'file', url: 'https://f.example' });
  });

  it('of offered quick replies are their options', () => {
    const quick_reply_options = [
      { uuid: 'u1', text: 'Yes' },
      { uuid: 'u2', text: 'No' },
    ];
    const offered = { part_type: 'quick_reply', body: null, author: fin };
    expect(message({ ...offered, metadata: { quick_reply_options } })?.content).toEqual({
      type: 'structured',
      kind: 'quick_replies',
      actions: [
        { type: 'reply', text: 'Yes', payload: 'u1' },
        { type: 'reply', text: 'No', payload: 'u2' },
      ],
    });
  });

  it('of a chosen quick reply is a message and a postback', () => {
    const chosen = part({ body: '<p>Yes</p>', metadata: { quick_reply_option_uuid: 'u1' } });
    const events = eventsOf('conversation.user.replied', conversation([chosen]));
    expect(events.map(({ type }) => type)).toEqual(['MessageReceived', 'PostbackReceived']);
    expect(events[1]).toMatchObject({ postback: { payload: 'u1' }, message: { id: '500' } });
  });

  it('that is not known is kept with the part as it came', () => {
    const card = part({ body: null, app_package_code: 'order-picker' });
    const [event] = eventsOf('conversation.user.replied', conversation([card]));
    expect(event?.message?.content).toEqual({ type: 'unsupported', provider_type: 'comment' });
    expect(event?.payload).toEqual(card);
  });

  it('of a note is the note, and a message only with files', () => {
    const note = (more: object) =>
      eventsOf('conversation.admin.noted', conversation([part({ part_type: 'note', ...more })]))[0];
    expect(note({})).toMatchObject({ note: { text: '<p>Hello</p>', format: 'html' } });
    expect(note({})?.message).toEqual({ id: '500' });
    expect(note({ attachments: [file('text/csv')] })?.message?.attachment_count).toBe(1);
  });

  it('of an email says to whom and under which subject', () => {
    const email_message_metadata = {
      subject: 'Re: Lamp',
      email_address_headers: [
        { type: 'to', email_address: 'a@x.example' },
        { type: 'to', email_address: 'b@x.example' },
        { type: null, email_address: 'c@x.example' },
      ],
    };
    const [event] = eventsOf(
      'conversation.user.replied',
      conversation([part({ email_message_metadata })]),
    );
    expect(event?.metadata).toEqual({
      part_type: 'comment',
      author_email: 'kim@mail.example',
      subject: 'Re: Lamp',
      email_to: 'a@x.example, b@x.example',
    });
  });
});
