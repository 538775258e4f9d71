import { describe, expect, it } from '@jest/globals';
import {
  ACCOUNT,
  comment,
  conversationOf,
  draftsOf,
  eventsOf,
  ticket,
  ticketEvents,
  userId,
  webhook,
} from './webhooks.ts';

describe('a comment', () => {
  it('of staff is sent to the requester, in the ticket, at the time of its event', () => {
    expect(ticketEvents('comment_added', comment())).toEqual([
      expect.objectContaining({
        type: 'MessageSent',
        occurred_at: '2026-11-23T10:00:00.123Z',
        conversation_id: conversationOf('42'),
        ticket_id: '42',
        origin: expect.objectContaining({
          account_id: String(ACCOUNT),
          event_type: 'zen:event-type:ticket.comment_added',
          conversation_id: '42',
        }),
        channel: { type: 'email', metadata: { via_channel: 'mail', brand_id: '3' } },
        actor: { role: 'agent', id: userId('7'), provider_id: '7', name: 'Grace' },
        recipients: [{ role: 'customer', id: userId('21'), provider_id: '21' }],
        message: {
          id: '900',
          content: { type: 'text', text: 'Is it level?', format: 'plain' },
          attachment_count: 0,
        },
      }),
    ]);
  });

  it.each([
    ['the requester', { id: '21', is_staff: false }, 'MessageReceived', 'customer'],
    ['someone in copy', { id: 33, is_staff: false }, 'MessageReceived', 'customer'],
    ['staff that asked', { id: '21', is_staff: true }, 'MessageSent', 'agent'],
    ["Zendesk's own user", { id: '-1', is_staff: true }, 'MessageSent', 'system'],
    ['someone of whom only the id is known', { id: '21' }, 'MessageReceived', 'customer'],
    ['nobody in particular', undefined, 'MessageSent', 'agent'],
  ])('of %s', (_, author, type, role) => {
    const [event] = ticketEvents('comment_added', comment({ author }));
    expect(event).toMatchObject({ type, actor: { role } });
  });

  it.each([false, undefined, 'true'])('whose is_public is %p is a note', (is_public) => {
    const [event, ...others] = ticketEvents('comment_added', comment({ is_public }));
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      type: 'NoteAdded',
      message: { id: '900' },
      note: { text: 'Is it level?', format: 'plain' },
    });
    expect(event?.recipients).toBeUndefined();
  });

  it('keeps its rich form', () => {
    const [event] = ticketEvents('comment_added', comment({ html_body: '<b>Is it level?</b>' }));
    expect(event?.metadata).toEqual({ html_text: '<b>Is it level?</b>' });
  });

  it('without a text is kept whole', () => {
    const [event] = ticketEvents('comment_added', comment({ body: '' }));
    expect(event?.message?.content?.type).toBe('unsupported');
    expect(event?.payload).toMatchObject({ event: comment({ body: '' }) });
  });

  it('without an id is kept whole', () => {
    const [event] = ticketEvents('comment_added', comment({ id: null }));
    expect(event).toMatchObject({ type: 'ProviderEvent', ticket_id: '42' });
  });

  it('is the same fact in whatever event it comes, and whichever way its ids are written', () => {
    const [first] = draftsOf(webhook('ticket.comment_added', comment()));
    const again = webhook(
      'ticket.comment_added',
      comment({ id: 900 }),
      { id: 42 },
      { id: 'other' },
    );
    expect(draftsOf(again)[0]?.fact).toEqual(first?.fact);
    const elsewhere = webhook('ticket.comment_added', comment(), {}, { account_id: 812 });
    expect(draftsOf(elsewhere)[0]?.fact).not.toEqual(first?.fact);
    expect(eventsOf(elsewhere)[0]?.conversation_id).not.toBe(conversationOf('42'));
  });
});

describe('the first comment', () => {
  const asCreated = { time: '2026-11-23T09:30:00.700000000Z' };
  const byAda = { author: { id: '21', is_staff: false, name: 'Ada' } };
  const told = (more: object, at = asCreated) =>
    eventsOf(
      webhook('ticket.comment_added', comment({ body: ticket.description, ...more }), {}, at),
    );

  it('is the same fact as the description of the ticket', () => {
    const [, described] = eventsOf(webhook('ticket.created', {}, {}, asCreated));
    const [added] = told(byAda);
    expect(described?.type).toBe('MessageReceived');
    expect(added?.id).toBe(described?.id);
    expect(added?.message).toEqual(described?.message);
    expect(added?.occurred_at).toBe('2026-11-23T09:30:00.000Z');
  });

  it.each([
    ['of staff', {}, true],
    ['that is a note', { is_public: false }, false],
  ])('%s is the same fact too', (_, more, is_public) => {
    const detail = { submitter_id: '7', is_public };
    const [, described] = eventsOf(webhook('ticket.created', {}, detail, asCreated));
    const [added] = told(more);
    expect(added?.id).toBe(described?.id);
    expect(added?.type).toBe(described?.type);
  });

  it('tells its id in an event of its own, since the ticket may have told the message before', () => {
    const [message, identified, ...others] = told(byAda);
    expect(others).toEqual([]);
    expect(identified).toMatchObject({
      type: 'ConversationUpdated',
      message: { id: message?.message?.id },
      metadata: { changed: 'first_comment', comment_id: '900' },
      actor: { name: 'Ada' },
    });
  });

  it.each([
    ['with another text', { body: 'It hums. Still.' }, asCreated],
    ['said again later', {}, { time: '2026-11-23T09:30:10.001Z' }],
  ])('is not one %s', (_, more, at) => {
    const events = told({ ...byAda, ...more }, at);
    expect(events.map(({ message }) => message?.id)).toEqual(['900']);
  });
});

describe('what is taken from a comment', () => {
  it.each([
    ['comment_redacted', 'MessageDeleted', { reason: 'redacted' }],
    ['comment_made_private', 'MessageDeleted', { reason: 'made_private' }],
    ['attachment_redacted_from_comment', 'MessageEdited', { changed: 'attachment_redacted' }],
  ])('%s is a %s of it', (kind, type, metadata) => {
    const [event] = ticketEvents(kind, { comment: { id: '900' } });
    expect(event).toMatchObject({ type, message: { id: '900' }, metadata });
    const [unknown] = ticketEvents(kind, {});
    expect(unknown?.type).toBe('ProviderEvent');
  });

  it('twice, in words of one comment, is two facts', () => {
    const redaction = (id: string) =>
      draftsOf(webhook('ticket.comment_redacted', { comment: { id: '900' } }, {}, { id }))[0]?.fact;
    expect(redaction('a')).not.toEqual(redaction('b'));
  });
});

describe('a file of a comment', () => {
  const file = { id: '77', content_url: 'https://example.com/a', filename: 'a.bin' };

  it.each([
    ['image/png', 'image'],
    ['audio/mpeg', 'audio'],
    ['video/mp4', 'video'],
    ['application/pdf', 'file'],
    ['image', 'image'],
    ['doge', 'file'],
  ])('of the type %s is content of the type %s', (content_type, type) => {
    const beside = { attachment: { ...file, content_type }, comment: { id: '900' } };
    const inside = { comment: { id: '900', attachment: { ...file, content_type } } };
    for (const event of [beside, inside]) {
      const [edited] = ticketEvents('attachment_linked_to_comment', event);
      expect(edited).toMatchObject({
        type: 'MessageEdited',
        message: {
          id: '900',
          attachment_count: 1,
          content: {
            type,
            id: '77',
            url: file.content_url,
            name: 'a.bin',
            mime_type: content_type,
          },
        },
      });
    }
  });

  it('without its id is kept whole', () => {
    const [event] = ticketEvents('attachment_linked_to_comment', { comment: { id: '900' } });
    expect(event?.type).toBe('ProviderEvent');
  });
});
