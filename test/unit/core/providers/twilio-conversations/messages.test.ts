import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { completed, one, told } from './webhooks.ts';

const at = '2025-11-23T12:13:22.417Z';
const message = {
  MessageSid: 'IM1',
  Index: '4',
  DateCreated: at,
  Author: '+15005550197',
  ParticipantSid: 'MB1',
  Source: 'SMS',
  Body: 'Hello',
};
const added = (change: Parameters<typeof one>[1] = {}, options = {}) =>
  one('onMessageAdded', { ...message, ...change }, options);

describe('a message', () => {
  it('of an address is received, in the order of its index, at its second', () => {
    expect(added()).toMatchObject({
      fact: { key: 'message:IM1', part: 'message', rank: 'received', sequence: 4 },
      type: 'MessageReceived',
      occurredAt: Date.UTC(2025, 10, 23, 12, 13, 22),
      thread: { key: 'CH1' },
      channel: { type: 'sms' },
      actor: { role: 'customer', key: '+15005550197', channel_id: '+15005550197' },
      recipients: [{ role: 'system', provider_id: 'AC1' }],
      message: { id: 'IM1', content: { type: 'text', text: 'Hello', format: 'plain' } },
      metadata: { date_created: at, source: 'SMS' },
    });
  });

  it.each([
    ['whatsapp:+4915', {}, 'MessageReceived', 'customer', 'whatsapp'],
    ['messenger:731', {}, 'MessageReceived', 'customer', 'messenger'],
    ['mara@kettles.example', { Source: 'EMAIL' }, 'MessageReceived', 'customer', 'email'],
    ['ines@brightwater.example', { Source: 'SDK' }, 'MessageSent', 'agent', 'other'],
    ['agent-ines', { Source: 'API' }, 'MessageSent', 'agent', 'api'],
    ['agent-ines', { Source: undefined }, 'MessageSent', 'agent', 'other'],
    ['visitor-7', { Source: 'SDK' }, 'MessageReceived', 'customer', 'other'],
    ['bot-kettle', { Source: 'SDK' }, 'MessageSent', 'bot', 'other'],
    ['system', { Source: 'API' }, 'MessageSent', 'system', 'api'],
    [undefined, { Source: 'API' }, 'MessageSent', 'system', 'other'],
  ])('of %s %j is %s by the %s on %s', (Author, change, type, role, channel) => {
    const options = { customer_identities: ['visitor-'], bot_identities: ['bot-'] };
    const draft = added({ Author, ...change }, options);
    expect(draft).toMatchObject({ type, actor: { role }, channel: { type: channel } });
    expect(draft.recipients?.map((who) => who.role)).toEqual([
      type === 'MessageReceived' ? 'system' : 'customer',
    ]);
  });

  it('has one id, whoever its author is taken for', () => {
    const drafts = [{}, { customer_identities: ['agent-'] }].map((options) => {
      return added({ Author: 'agent-ines', Source: 'SDK' }, options);
    });
    const [sent, received] = completed(drafts);
    expect([sent?.type, received?.type]).toEqual(['MessageSent', 'MessageReceived']);
    expect(sent?.id).toBe(received?.id);
  });

  it('keeps the order of the conversation within a second', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 2 ** 20 - 1 }), { minLength: 2 }), (indexes) => {
        const sorted = indexes.toSorted((a, b) => a - b);
        const drafts = sorted.map((n) => added({ Index: String(n), MessageSid: `IM${n}` }));
        const ids = completed(drafts).map(({ id }) => id);
        expect(ids).toEqual(ids.toSorted());
      }),
      { numRuns: 30 },
    );
  });

  it('stands before what became of it in the same second', () => {
    const receipt = { MessageSid: 'IM1', ParticipantSid: 'MB1', Status: 'delivered' };
    const [first, second] = completed([
      added(),
      one('onDeliveryUpdated', { ...receipt, DateUpdated: at }),
    ]);
    expect((first?.id ?? '') < (second?.id ?? '')).toBe(true);
  });

  it.each([
    ['not an object', { attributes: 'not an object' }],
    ['[1]', { attributes: '[1]' }],
    [
      '{"order":"1077","vip":true,"cart":{"n":2}}',
      {
        'attributes.order': '1077',
        'attributes.vip': 'true',
        'attributes.cart': '{"n":2}',
      },
    ],
  ])('keeps its attributes %s as metadata', (Attributes, metadata) => {
    expect(added({ Attributes }).metadata).toMatchObject(metadata);
  });

  it('without attributes says nothing of them', () => {
    expect(Object.keys(added({ Attributes: '{}' }).metadata ?? {})).toEqual([
      'date_created',
      'source',
    ]);
  });

  it('without an id cannot be read', () => {
    expect(() => added({ MessageSid: undefined })).toThrow(
      expect.objectContaining({
        code: 'unreadable_event',
        message: 'Unexpected shape at: MessageSid',
      }),
    );
  });
});

describe('content', () => {
  const file = (type: string, n = 1) => ({
    Sid: `ME${n}`,
    Filename: `f${n}`,
    ContentType: type,
    Size: 9,
  });
  const content = (change: Parameters<typeof one>[1]) => added(change).message?.content;

  it.each([
    ['image/png', 'image'],
    ['audio/amr', 'audio'],
    ['video/mp4', 'video'],
    ['application/pdf', 'file'],
  ])('of %s is %s', (mime, type) => {
    expect(content({ Media: JSON.stringify([file(mime)]) })).toEqual({
      type,
      id: 'ME1',
      name: 'f1',
      mime_type: mime,
      size_bytes: 9,
      caption: 'Hello',
    });
  });

  it('of several files is the first, with the others attached', () => {
    const Media = JSON.stringify([file('image/png'), file('video/mp4', 2)]);
    const [event] = completed([added({ Media, Body: undefined })]);
    expect(event?.message).toMatchObject({
      content: { type: 'image', attachments: [{ type: 'video', id: 'ME2' }] },
      attachment_count: 2,
    });
  });

  it.each([
    [{ Media: '[]' }, { type: 'text', text: 'Hello', format: 'plain' }],
    [{ Body: undefined }, { type: 'text', text: '', format: 'plain' }],
    [
      { Body: undefined, ContentSid: 'HX1' },
      { type: 'structured', kind: 'template', items: [{ id: 'HX1' }] },
    ],
    [{ ContentSid: 'HX1' }, { type: 'text', text: 'Hello', format: 'plain' }],
  ])('of %j', (change, expected) => {
    expect(content(change)).toEqual(expected);
  });

  it.each(['[{"Sid":', '{"Sid":"ME1"}', 'null'])('of media %s comes with the webhook', (Media) => {
    expect(added({ Media })).toMatchObject({
      type: 'MessageReceived',
      message: { content: { type: 'unsupported', provider_type: 'media' } },
      payload: { EventType: 'onMessageAdded', Media, Body: 'Hello' },
    });
  });
});

describe('an edit', () => {
  const edit = (change: Parameters<typeof one>[1] = {}) =>
    one('onMessageUpdated', { ...message, DateUpdated: '2025-11-23T12:15:00.250Z', ...change });

  it('is named by its message and its time', () => {
    const time = Date.UTC(2025, 10, 23, 12, 15, 0, 250);
    expect(edit()).toMatchObject({
      fact: { key: `edit:IM1:${time}`, part: 'edit', rank: 'changed' },
      type: 'MessageEdited',
      occurredAt: time,
      message: { id: 'IM1', content: { text: 'Hello' } },
    });
  });

  it('is by who made it, else by the author', () => {
    expect(edit({ ClientIdentity: 'agent-ines' }).actor).toMatchObject({ role: 'agent' });
    expect(edit().actor).toMatchObject({ role: 'customer' });
  });

  it('without a time of its own is named by its delivery', () => {
    const parameters = { ...message, DateUpdated: undefined };
    const [draft] = told('onMessageUpdated', parameters, {}, 'tok-1');
    expect(draft?.fact.key).toBe('edit:IM1:tok-1');
  });
});

describe('a removal', () => {
  it('is another part of the message, at its own time', () => {
    const removed = one('onMessageRemoved', {
      ...message,
      DateRemoved: '2025-11-23T12:16:00.007Z',
    });
    expect(removed).toMatchObject({
      fact: { key: 'message:IM1', part: 'removed', rank: 'removed' },
      type: 'MessageDeleted',
      occurredAt: Date.UTC(2025, 10, 23, 12, 16, 0, 7),
      message: { id: 'IM1' },
    });
    expect(removed.message?.content).toBeUndefined();
  });
});

describe('a receipt', () => {
  const receipt = (Status: string, change: Parameters<typeof one>[1] = {}) =>
    one('onDeliveryUpdated', {
      MessageSid: 'IM1',
      ParticipantSid: 'MB1',
      ChannelMessageSid: 'SM1',
      Status,
      DateCreated: at,
      DateUpdated: '2025-11-23T12:13:25.010Z',
      ...change,
    });

  it.each([
    ['sent', 'MessageAccepted', 'accepted', 'system'],
    ['delivered', 'MessageDelivered', 'delivered', 'system'],
    ['read', 'MessageRead', 'read', 'customer'],
    ['failed', 'MessageFailed', 'failed', 'system'],
    ['undelivered', 'MessageFailed', 'failed', 'system'],
    ['queued', 'ProviderEvent', 'changed', 'system'],
  ])('%s is %s', (status, type, rank, role) => {
    expect(receipt(status)).toMatchObject({
      fact: { key: `status:IM1:${status}:MB1`, part: 'status', rank },
      type,
      occurredAt: Date.UTC(2025, 10, 23, 12, 13, 25, 10),
      actor: { role },
      recipients: [{ role: 'customer', provider_id: 'MB1' }],
      message: { id: 'IM1' },
      metadata: { channel_message_sid: 'SM1' },
    });
  });

  it('is one of each participant', () => {
    const keys = ['MB1', 'MB2'].map((ParticipantSid) => {
      return receipt('read', { ParticipantSid }).fact.key;
    });
    expect(new Set(keys).size).toBe(2);
  });

  it('of failure says the code, where Twilio does', () => {
    expect(receipt('failed', { ErrorCode: '30006' }).error).toEqual({ code: '30006', message: '' });
    expect(receipt('failed').error?.code).toBe('unknown');
    expect(receipt('sent').error).toBeUndefined();
  });
});
