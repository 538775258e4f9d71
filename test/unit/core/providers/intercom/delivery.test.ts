import { describe, expect, it } from '@jest/globals';
import { LogError } from '../../../../../core/events/errors.ts';
import { intercom } from '../../../../../core/providers/intercom/index.ts';
import { AT, conversation, eventsOf, notification, part, requestOf } from './notifications.ts';

describe('the signature', () => {
  // echo -n '{"topic":"ping","text":"smörgås"}' | openssl dgst -sha1 -hmac harbor-client-secret
  const body = '{"topic":"ping","text":"smörgås"}';
  const header = 'sha1=0f744acbc17dd4e3b20c77e8217d74f8e3ff0fd0';
  const signed = (given: string) => ({ ...requestOf(body), headers: { 'x-hub-signature': given } });
  const verify = (given: string, secrets: string[]) =>
    intercom.verify(signed(given), { secrets }, 0);

  it('is HMAC-SHA-1 of the raw body under any live client secret', () => {
    expect(verify(header, ['harbor-client-secret'])).toBe(true);
    expect(verify(header, ['newer', 'harbor-client-secret'])).toBe(true);
    expect(intercom.sign(requestOf(body), 'harbor-client-secret', 0)).toEqual({
      'x-hub-signature': header,
    });
  });

  it.each([
    ['of another secret', header, ['other']],
    ['without secrets', header, []],
    ['that is empty', '', ['harbor-client-secret']],
    ['without its algorithm', header.slice(5), ['harbor-client-secret']],
    ['in capitals', header.toUpperCase(), ['harbor-client-secret']],
    ['that is cut', header.slice(0, -1), ['harbor-client-secret']],
  ])('%s is refused', (_, given, secrets) => {
    expect(verify(given, secrets)).toBe(false);
  });

  it('is of every byte', () => {
    const other = { ...signed(header), body: Buffer.from(body.replace('ping', 'pong')) };
    expect(intercom.verify(other, { secrets: ['harbor-client-secret'] }, 0)).toBe(false);
  });
});

describe('the check of the endpoint', () => {
  const answerTo = (method: string) =>
    intercom.handshake?.({ ...requestOf(''), method }, { secrets: ['s'] });

  it('is answered 200', () => {
    expect(answerTo('HEAD')).toEqual({ status: 200 });
  });

  it.each(['POST', 'GET', 'OPTIONS'])('is not a %s', (method) => {
    expect(answerTo(method)).toBeNull();
  });
});

describe('a notification', () => {
  it.each([
    ['ping', { type: 'ping', message: 'hello' }],
    ['company.created', { type: 'company', id: '9' }],
    ['content_stat.email', { type: 'content_stat.email' }],
    ['conversation.admin.replied.translated', conversation([part()])],
    ['conversation.of.tomorrow', conversation([part()])],
    ['topic.of.tomorrow', null],
    ['topic.of.tomorrow', [1, 'two', false]],
  ])('of %s is kept whole', (topic, item) => {
    const [event, ...more] = eventsOf(topic, item);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ type: 'ProviderEvent', actor: { role: 'system' } });
    expect(event?.payload).toEqual(notification(topic, item));
    expect(event?.occurred_at).toBe(new Date((AT + 100) * 1000).toISOString());
  });

  it.each([
    ['call.started', { type: 'call', id: '1', conversation_id: '300' }],
    ['ticket.rating.provided', { type: 'ticket', id: '300' }],
    ['ticket.of.tomorrow', { ticket: { id: 300 } }],
    ['conversation.of.tomorrow', { conversation: { model: { id: 300 } } }],
  ])('of %s is filed with the conversation that it names', (topic, item) => {
    const [opened] = eventsOf('conversation.user.created', conversation());
    expect(eventsOf(topic, item)[0]?.conversation_id).toBe(opened?.conversation_id);
  });

  it('has its own id as its name, and its time without one', () => {
    const id = (more: object) => eventsOf('ping', { type: 'ping' }, more)[0]?.id;
    expect(id({ id: 'notif_2' })).not.toBe(id({}));
    expect(id({ id: null })).toBe(id({ id: null, delivery_attempts: 2, first_sent_at: AT + 900 }));
  });

  it.each([
    ['an item without an id', 'conversation.user.created', { type: 'conversation' }],
    ['no item', 'conversation.user.replied', undefined],
    ['a part without a time', 'conversation.user.replied', conversation([{ id: '1' }])],
    ['a body that is no text', 'conversation.user.replied', conversation([part({ body: {} })])],
  ])('with %s is not readable', (_, topic, item) => {
    const read = () => eventsOf(topic, item);
    expect(read).toThrow(LogError);
    expect(read).toThrow(expect.objectContaining({ code: 'unreadable_event' }));
  });

  it('with a time that is none says so', () => {
    const soon = () =>
      eventsOf('conversation.user.replied', conversation([part({ created_at: 'soon' })]));
    expect(soon).toThrow(expect.objectContaining({ code: 'invalid_time' }));
  });

  it('reads through odd values that it can do without', () => {
    const odd = part({ notified_at: [], author: { type: 'user', id: 'c1', name: 7, email: {} } });
    const item = conversation([odd], { title: 5, priority: {}, links: 'none' });
    expect(eventsOf('conversation.user.replied', item)[0]).toMatchObject({
      type: 'MessageReceived',
      actor: { provider_id: 'c1' },
    });
  });
});
