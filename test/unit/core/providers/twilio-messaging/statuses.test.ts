import { describe, expect, it } from '@jest/globals';
import { completed, draftsOf, received, statusOf } from './webhooks.ts';

describe('a status', () => {
  it.each([
    ['sent', 'MessageAccepted', 'accepted', 'system'],
    ['delivered', 'MessageDelivered', 'delivered', 'system'],
    ['read', 'MessageRead', 'read', 'customer'],
    ['undelivered', 'MessageFailed', 'failed', 'system'],
    ['failed', 'MessageFailed', 'failed', 'system'],
    ['accepted', 'ProviderEvent', 'sent', 'system'],
    ['queued', 'ProviderEvent', 'sent', 'system'],
    ['sending', 'ProviderEvent', 'sent', 'system'],
    ['canceled', 'ProviderEvent', 'changed', 'system'],
    ['teleported', 'ProviderEvent', 'changed', 'system'],
  ])('%s is %s', (state, type, rank, role) => {
    expect(statusOf(state)).toEqual([
      expect.objectContaining({
        fact: { key: `status:SM1:${state}`, part: 'status', rank },
        type,
        occurredAt: null,
        actor: expect.objectContaining({ role }),
        recipients: [expect.objectContaining({ role: 'customer', channel_id: '+15005550197' })],
        message: { id: 'SM1' },
      }),
    ]);
  });

  it('stands in the conversation of the messages that come in', () => {
    const [status] = completed(statusOf('sent'));
    const [message] = completed(received());
    expect(status?.conversation_id).toBe(message?.conversation_id);
    expect(status?.recipients?.[0]?.id).toBe(message?.actor.id);
  });

  it('of failure says why', () => {
    const error = (change: object) => statusOf('failed', { ...change })[0]?.error;
    expect(error({ ErrorCode: '30003', ErrorMessage: 'Unreachable' })).toEqual({
      code: '30003',
      message: 'Unreachable',
    });
    expect(error({ ErrorCode: '63016', ChannelStatusMessage: 'Window closed' })).toEqual({
      code: '63016',
      message: 'Window closed',
    });
    expect(error({})).toEqual({ code: 'unknown', message: '' });
  });

  it('without a type of ours is kept whole', () => {
    expect(statusOf('queued')[0]?.payload).toMatchObject({ MessageStatus: 'queued' });
    expect(statusOf('sent')[0]?.payload).toBeUndefined();
  });

  it('may stand in SmsStatus alone', () => {
    const [draft] = statusOf('', { MessageStatus: undefined, SmsStatus: 'delivered' });
    expect(draft?.type).toBe('MessageDelivered');
  });

  it.each([
    ['whatsapp:+15', 'whatsapp:+4915', 'whatsapp'],
    ['rcs:brand', 'rcs:+15005550197', 'rcs'],
    ['Brightwater', '+4915', 'sms'],
  ])('of a message from %s to %s is on %s', (From, To, type) => {
    expect(statusOf('sent', { From, To })[0]?.channel.type).toBe(type);
  });

  it('of a messaging service that has not chosen its sender names the service', () => {
    const MessagingServiceSid = `MG${'0'.repeat(32)}`;
    const [draft] = statusOf('accepted', { From: undefined, MessagingServiceSid });
    expect(draft).toMatchObject({
      thread: { key: `${MessagingServiceSid},+15005550197` },
      channel: { metadata: { business_address_type: 'messaging_service' } },
    });
  });

  it('keeps the token of the delivery for tracing, not in its key', () => {
    const token = { 'i-twilio-idempotency-token': 'tok-1' };
    const parameters = { MessageSid: 'SM1', MessageStatus: 'sent', From: '+15', To: '+16' };
    const [draft] = draftsOf(parameters, token);
    expect(draft).toMatchObject({
      fact: { key: 'status:SM1:sent' },
      origin: { event_type: 'sent', event_id: 'tok-1' },
    });
  });
});
