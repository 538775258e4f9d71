import { describe, expect, it } from '@jest/globals';
import { completed, fromJson, one, streamed } from './webhooks.ts';

const created = '2025-11-23T12:13:22.417Z';
const updated = '2025-11-23T12:15:00.250Z';
const address = '+15005550197';

const message = { MessageSid: 'IM1', Author: address, ParticipantSid: 'MB1', DateCreated: created };
const agent = { ParticipantSid: 'MB2', Identity: 'agent-ines', DateCreated: created };
const state = { StateUpdated: updated, StateFrom: 'active', StateTo: 'closed', Reason: 'API' };
const receipt = { MessageSid: 'IM1', ParticipantSid: 'MB1', Status: 'failed' };

describe('the same thing', () => {
  it.each([
    ['onConversationAdded', { DateCreated: created }, 'conversation.added', {}],
    ['onConversationUpdated', { DateUpdated: updated }, 'conversation.updated', {}],
    ['onConversationRemoved', { DateRemoved: updated }, 'conversation.removed', {}],
    ['onConversationStateUpdated', state, 'conversation-state.updated', {}],
    [
      'onMessageAdded',
      { ...message, Index: '4', Body: 'Hello', Source: 'SMS' },
      'message.added',
      { Index: 4, Body: undefined, MessageBody: 'Hello', Source: undefined },
    ],
    [
      'onMessageUpdated',
      { ...message, Index: '4', Body: 'Hello', DateUpdated: updated },
      'message.updated',
      { Index: 4, Body: undefined, MessageBody: 'Hello' },
    ],
    ['onMessageRemoved', { ...message, Index: '4', DateRemoved: updated }, 'message.removed', {}],
    [
      'onParticipantAdded',
      { ...agent, Identity: undefined, 'MessagingBinding.Address': address },
      'participant.added',
      { MessagingBinding: { Address: address, Type: 'SMS', Level: null } },
    ],
    [
      'onParticipantUpdated',
      { ...agent, LastReadMessageIndex: '4', DateUpdated: updated },
      'participant.updated',
      { LastReadMessageIndex: 4 },
    ],
    ['onParticipantRemoved', { ...agent, DateRemoved: updated }, 'participant.removed', {}],
    [
      'onDeliveryUpdated',
      { ...receipt, ErrorCode: '30006', DateUpdated: updated },
      'delivery.updated',
      { ErrorCode: 30006 },
    ],
    ['onUserUpdated', { UserSid: 'US1', Identity: 'a', DateUpdated: updated }, 'user.updated', {}],
  ])('told by %s and by Event Streams is one fact', (kind, parameters, type, more) => {
    const webhook = one(kind, parameters);
    const event = streamed(type, { ...parameters, ...more });
    expect(event).toMatchObject({
      fact: webhook.fact,
      type: webhook.type,
      occurredAt: webhook.occurredAt,
      thread: webhook.thread,
      actor: { key: webhook.actor.key },
    });
    expect(event?.message).toEqual(webhook.message);
    expect(event?.error).toEqual(webhook.error);
    expect(event?.origin).toMatchObject({
      event_type: `com.twilio.conversations.${type}`,
      event_id: 'EZ1',
    });
  });

  it('told by the REST API has the same id', () => {
    const media = [{ Sid: 'ME1', Filename: 'f.png', ContentType: 'image/png', Size: 9 }];
    const webhooks = [
      one('onMessageAdded', { ...message, Index: '4', Body: 'Hi', Media: JSON.stringify(media) }),
      one('onParticipantAdded', {
        ParticipantSid: 'MB1',
        DateCreated: created,
        'MessagingBinding.Address': address,
      }),
      one('onConversationAdded', { DateCreated: created, Attributes: '{"vip":true}' }),
    ];
    const shared = { account_sid: 'AC1', date_created: '2025-11-23T12:13:22Z' };
    const histories = [
      {
        meta: { key: 'messages' },
        messages: [
          {
            ...shared,
            sid: 'IM1',
            conversation_sid: 'CH1',
            author: address,
            participant_sid: 'MB1',
            index: 4,
            body: 'Hi',
            media: [{ sid: 'ME1', filename: 'f.png', content_type: 'image/png', size: 9 }],
          },
        ],
      },
      {
        participants: [
          {
            ...shared,
            sid: 'MB1',
            conversation_sid: 'CH1',
            identity: null,
            messaging_binding: { type: 'sms', address },
          },
        ],
      },
      { conversations: [{ ...shared, sid: 'CH1', state: 'closed', attributes: '{"vip":true}' }] },
    ];
    const history = histories.flatMap(fromJson);
    const known = ({ id, type, conversation_id, actor, message: said, change }: Completed) => {
      return { id, type, conversation_id, actor, said, change };
    };
    expect(completed(history).map(known)).toEqual(completed(webhooks).map(known));
  });
});

type Completed = ReturnType<typeof completed>[number];

describe('Event Streams', () => {
  it('brings one event or several, each read on its own', () => {
    const event = { type: 'com.twilio.conversations.user.added', id: 'EZ1' };
    const data = { UserSid: 'US1', DateCreated: created };
    expect(fromJson({ ...event, data })).toHaveLength(1);
    expect(
      fromJson([
        { ...event, data },
        { ...event, data: { ...data, UserSid: 'US2' } },
      ]),
    ).toHaveLength(2);
    expect(fromJson([])).toEqual([]);
  });

  it('may bring an event of another kind: it is kept whole, at its time', () => {
    const event = {
      type: 'com.twilio.eventstreams.test-event',
      id: 'EZ9',
      time: '2025-11-23T12:05:00.377Z',
      data: { test_id: 't1' },
    };
    expect(fromJson([event])[0]).toMatchObject({
      fact: { key: 'event:com.twilio.eventstreams.test-event:EZ9' },
      type: 'ProviderEvent',
      occurredAt: Date.UTC(2025, 10, 23, 12, 5, 0, 377),
      thread: null,
      payload: event,
    });
  });

  it.each(['[1]', '[{"id":"EZ1"}]', '[null]'])('%s is no event', (body) => {
    expect(() => fromJson(JSON.parse(body))).toThrow(
      expect.objectContaining({ code: 'unreadable_event' }),
    );
  });

  it.each(['7', '"text"', 'null'])('%s is no delivery', (body) => {
    expect(() => fromJson(JSON.parse(body))).toThrow(
      expect.objectContaining({ code: 'unreadable_delivery' }),
    );
  });

  it('with a time that is none says so', () => {
    expect(() => streamed('message.removed', { ...message, DateRemoved: 'soon' })).toThrow(
      expect.objectContaining({ code: 'invalid_time' }),
    );
  });
});
