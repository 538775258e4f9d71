import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { chatwoot } from '../../../../../core/providers/chatwoot/index.ts';
import { about, conversation, draftsOf, eventsOf, leo, noor, requestOf } from './webhooks.ts';

describe('typing', () => {
  const typing = (user: object, event = 'conversation_typing_on', is_private = false) => ({
    event,
    user,
    conversation: conversation(),
    is_private,
  });

  it.each([
    [typing(noor), 'TypingStarted', 'customer'],
    [typing(leo, 'conversation_typing_off'), 'TypingStopped', 'agent'],
    [typing(leo, 'conversation_typing_on', true), 'TypingStarted', 'agent'],
  ])('%j', (webhook, type, role) => {
    const [draft] = draftsOf(webhook);
    expect(draft).toMatchObject({
      type,
      occurredAt: null,
      actor: { role },
      thread: { key: '412' },
    });
    expect(draft?.metadata).toEqual(webhook.is_private ? { private: 'true' } : undefined);
  });

  it('is told apart by the delivery, where Chatwoot numbers it', () => {
    const key = (id: string) =>
      draftsOf(typing(leo), {}, { 'x-chatwoot-delivery': id })[0]?.fact.key;
    expect(key('a')).toBe('typing:a');
    expect(key('b')).toBe('typing:b');
  });
});

describe('contacts', () => {
  const contact = { ...noor, email: 'n@m.example', account: { id: 6 } };

  it('that are made or change are updated customers, of no conversation', () => {
    const [made] = draftsOf({ ...contact, event: 'contact_created' });
    expect(made).toMatchObject({
      type: 'CustomerUpdated',
      fact: { key: 'contact:310:created' },
      occurredAt: null,
      thread: null,
      participant: { role: 'customer', key: 'contact:310', external_id: 'shop-1' },
      metadata: { email: 'n@m.example' },
      payload: { event: 'contact_created' },
    });
    const updated_at = { previous_value: 'x', current_value: '2025-11-23T12:14:00.250Z' };
    const changed_attributes = [
      { email: { previous_value: 'o', current_value: 'n' } },
      { updated_at },
    ];
    const [changed] = draftsOf({ ...contact, event: 'contact_updated', changed_attributes });
    expect(changed).toMatchObject({
      fact: { key: 'contact:310:updated:1763900040250' },
      occurredAt: 1763900040250,
      metadata: { changed: 'email' },
    });
  });
});

describe('other webhooks', () => {
  it.each([
    [{ event: 'webwidget_triggered', contact: noor, inbox: { id: 21 } }, undefined, 'web'],
    [
      { event: 'webwidget_triggered', contact: noor, current_conversation: conversation() },
      '412',
      'web',
    ],
    [about('automation_event.conversation_created'), '412', 'web'],
    [{ event: 'inbox_updated', updated_at: '2025-11-23T12:14:00.250Z' }, undefined, 'other'],
    [{ event: 'not_known_yet', deep: [{ er: null }] }, undefined, 'other'],
  ])('are kept whole, in the conversation that they name: %j', (webhook, thread, channel) => {
    const [draft, ...others] = draftsOf(webhook, {}, { 'x-chatwoot-delivery': 'd' });
    expect(others).toEqual([]);
    expect(draft).toMatchObject({
      type: 'ProviderEvent',
      fact: { key: `event:${webhook.event}:d` },
      channel: { type: channel },
    });
    expect(draft?.payload).toEqual(webhook);
    expect(draft?.thread?.key).toBe(thread);
  });

  it('without a number of the delivery are named by what they say', () => {
    const key = (webhook: object) => draftsOf(webhook)[0]?.fact.key;
    const visit = { event: 'webwidget_triggered', contact: noor };
    expect(key(visit)).toBe(key({ contact: noor, event: 'webwidget_triggered' }));
    expect(key(visit)).not.toBe(key({ ...visit, contact: { ...noor, id: 311 } }));
  });

  it('that cannot be read say where, not what', () => {
    const read = () => eventsOf({ event: 'message_created', content: 'secret words' });
    expect(read).toThrow(expect.objectContaining({ code: 'unreadable_event' }));
    expect(read).toThrow(/conversation/);
    expect(read).not.toThrow(/secret words/);
  });

  it.each(['{', '[]', '7', '', '{}', '{"event":7}'])('are not deliveries like %j', (body) => {
    const unreadable = expect.objectContaining({ code: 'unreadable_delivery' });
    expect(() => chatwoot.read(requestOf(body))).toThrow(unreadable);
  });
});

describe('the signature', () => {
  const NOW = 1_700_000_000_000;
  const body = '{"event":"message_created","id":1}';
  const signatureOf = (secret: string, at: string, signed = body) =>
    `sha256=${createHmac('sha256', secret).update(`${at}.${signed}`).digest('hex')}`;
  const verify = (headers: Record<string, string>, query = {}, secrets = ['new', 'old']) =>
    chatwoot.verify({ ...requestOf(body, headers), query }, { secrets }, NOW);
  const signed = (secret: string, at = '1700000000') => ({
    'x-chatwoot-timestamp': at,
    'x-chatwoot-signature': signatureOf(secret, at),
  });

  it('is of the time, a full stop and the bytes', () => {
    const known = 'sha256=5edd5afedd7ea62edb707dec5e16760dcce8076f63e459105a3af09dbaa4aa3b';
    expect(
      chatwoot.sign({ url: '', headers: {}, body: Buffer.from(body) }, 'test_secret', NOW),
    ).toMatchObject({
      'x-chatwoot-timestamp': '1700000000',
      'x-chatwoot-signature': known,
    });
    expect(verify(signed('old'))).toBe(true);
    expect(verify(signed('other'))).toBe(false);
  });

  it.each([
    ['1699999700', true],
    ['1700000300', true],
    ['1699999699', false],
    ['1700000301', false],
    ['', false],
    ['1.7e9', false],
    ['-1700000000', false],
  ])('of the time %j fits: %s', (at, fits) => {
    expect(verify(signed('old', at))).toBe(fits);
  });

  it('missing, the secret in the URL is taken', () => {
    expect(verify({}, { token: 'old' })).toBe(true);
    expect(verify({}, { token: 'ol' })).toBe(false);
    expect(verify({}, { token: '' }, [''])).toBe(false);
    expect(verify({})).toBe(false);
  });

  it('wrong or empty is not made good by the secret in the URL', () => {
    const query = { token: 'old' };
    expect(verify(signed('other'), query)).toBe(false);
    expect(verify({ 'x-chatwoot-signature': '' }, query)).toBe(false);
    expect(verify(signed('old', '1600000000'), query)).toBe(false);
  });
});
