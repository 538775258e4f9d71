import { describe, expect, it } from '@jest/globals';
import { draftsOf, eventsOf, message, updated } from './webhooks.ts';

const CSAT = { message_type: 'template', content_type: 'input_csat', sender: null };
const rated = (answer: object) =>
  updated({ ...CSAT, content_attributes: { submitted_values: { csat_survey_response: answer } } });

describe('the status of a message', () => {
  it.each([
    ['sent', 'MessageAccepted', 'system'],
    ['delivered', 'MessageDelivered', 'system'],
    ['read', 'MessageRead', 'customer'],
    ['failed', 'MessageFailed', 'system'],
  ])('%s is one fact of the message, at no time that Chatwoot says', (status, type, role) => {
    for (const webhook of [updated({}, { status }), updated({ status })]) {
      expect(draftsOf(webhook)).toEqual([
        expect.objectContaining({
          type,
          fact: expect.objectContaining({ key: `status:5001:${status}`, part: 'status' }),
          occurredAt: null,
          actor: expect.objectContaining({ role }),
          recipients: [expect.objectContaining({ role: 'customer' })],
          message: { id: '5001' },
        }),
      ]);
    }
  });

  it.each([
    ['131047: Re-engagement message', '131047'],
    ['(#10) Not allowed', '10'],
    ['Mailbox full', 'failed'],
  ])('failed has the code of the channel: %s', (external_error, code) => {
    const [event] = eventsOf(
      updated({ content_attributes: { external_error } }, { status: 'failed' }),
    );
    expect(event?.error).toEqual({ code, message: external_error });
  });

  it('is that of this message, not of another, of a note or of a customer', () => {
    const types = (webhook: object) => draftsOf(webhook).map(({ type }) => type);
    expect(types(updated({}, { id: 5002, status: 'read' }))).toEqual(['MessageEdited']);
    expect(types(updated({ private: true }, { status: 'read' }))).toEqual(['MessageEdited']);
    expect(types(updated({ message_type: 'incoming' }, { status: 'sent' }))).toEqual([
      'MessageEdited',
    ]);
  });
});

describe('a message that changed', () => {
  it('is deleted whatever else it says', () => {
    const webhook = updated({ content_attributes: { deleted: true } }, { status: 'read' });
    expect(draftsOf(webhook)).toEqual([
      expect.objectContaining({
        type: 'MessageDeleted',
        fact: expect.objectContaining({ key: 'delete:5001' }),
        occurredAt: null,
        message: { id: '5001' },
      }),
    ]);
  });

  it('is edited where nothing else can be told, at the time of the change if that is said', () => {
    const incoming = { event: 'message_updated', content: 'Hello!' };
    const [timed] = draftsOf(message({ ...incoming, updated_at: '2025-11-23T12:14:00.250Z' }));
    expect(timed).toMatchObject({
      type: 'MessageEdited',
      fact: { key: 'edit:5001:1763900040250' },
      occurredAt: 1763900040250,
      message: { content: { text: 'Hello!' } },
    });
    const keys = ['Hello!', 'Hello!', 'Hello?'].map(
      (content) => draftsOf(message({ ...incoming, content }))[0]?.fact.key,
    );
    expect(keys[0]).toBe(keys[1]);
    expect(keys[0]).not.toBe(keys[2]);
  });

  it('is edited beside its status where it is marked so', () => {
    const webhook = updated({ content_attributes: { is_edited: true } }, { status: 'read' });
    expect(draftsOf(webhook).map(({ type }) => type)).toEqual(['MessageRead', 'MessageEdited']);
  });
});

describe('an answer in a message', () => {
  it.each([
    [
      { content_type: 'input_select' },
      { submitted_values: [{ title: 'City', value: 'city' }] },
      { payload: 'city', title: 'City' },
      undefined,
    ],
    [
      { content_type: 'input_email' },
      { submitted_email: 'a@b.example' },
      { payload: 'a@b.example' },
      undefined,
    ],
    [
      { content_type: 'form' },
      {
        submitted_values: [
          { name: 'frame', value: 'LC 2&1' },
          { name: 'wheels', value: 2 },
        ],
      },
      { payload: 'frame=LC+2%261&wheels=2' },
      {
        type: 'structured',
        kind: 'form_response',
        fields: [
          { name: 'frame', value: 'LC 2&1' },
          { name: 'wheels', value: '2' },
        ],
      },
    ],
  ])('to %j is a postback of the contact', (more, content_attributes, postback, content) => {
    const [event, ...others] = eventsOf(updated({ ...more, content_attributes }));
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      type: 'PostbackReceived',
      actor: { role: 'customer', provider_id: '310' },
      message: { id: '5001' },
    });
    expect(event?.postback).toEqual(postback);
    expect(event?.message?.content).toEqual(content);
  });

  it('to the survey is a rating, told again when it gets a comment', () => {
    const [plain] = draftsOf(rated({ rating: 4 }));
    const [commented] = draftsOf(rated({ rating: 4, feedback_message: 'Quick' }));
    expect(plain).toMatchObject({
      type: 'RatingGiven',
      fact: { key: 'rating:5001:4' },
      occurredAt: null,
      rating: { score: 4, scale: 5 },
      message: { id: '5001' },
    });
    expect(commented?.rating).toEqual({ score: 4, scale: 5, comment: 'Quick' });
    expect(commented?.fact.key).not.toBe(plain?.fact.key);
  });
});
